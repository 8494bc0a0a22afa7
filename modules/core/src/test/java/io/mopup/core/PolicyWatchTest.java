/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortPolicy;
import io.mopup.events.LifecycleType;
import io.mopup.events.UploadLifecycle;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several policies for one upload: none hides another, and none is reported for ever. */
class PolicyWatchTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Fixture upload = new Fixture();

    @Test
    void shouldReportEachDryRunOnceWhenThereAreTwo() {
        put(dryRun("one"));
        put(dryRun("two"));
        upload.with(S3, 1);
        upload.now = Samples.T0.plus(HOUR).plus(MINUTE).toEpochMilli();

        for (int fired = 0; fired < 10 && upload.state.armedAt() != 0; fired++) {
            upload.fire();
        }

        assertThat(upload.all(UploadLifecycle.class))
                .filteredOn(event -> event.getType() == LifecycleType.WOULD_ABORT)
                .extracting(UploadLifecycle::getRuleId)
                .containsExactlyInAnyOrder("policy/one", "policy/two");
        assertThat(upload.state.watch().dueAt()).isZero();
    }

    @Test
    void shouldForgetADryRunThatIsGoneWhenAnotherOneIsReported() {
        put(dryRun("one"));
        upload.with(S3, 1);
        upload.pass(HOUR.plus(MINUTE));
        upload.view.containers.put("policy/one", null);
        put(dryRun("two"));
        upload.apply(upload.fold().reviewed(upload.state, upload.now, upload.view));

        upload.pass(MINUTE);

        assertThat(upload.state.watch().reported()).isEqualTo(List.of("policy/two"));
    }

    @Test
    void shouldLookForTheSizeAgainWhenALaterRuleWaitsAsWell() {
        final AbortPolicy large = aged("large", HOUR);
        large.setMinBytes(150L);
        put(large);
        put(aged("old", HOUR.multipliedBy(72)));
        upload.with(S3, 1);
        upload.pass(HOUR.plus(MINUTE));
        upload.receive(Samples.part(S3, 2, 1));

        final var asked = Fixture.of(upload.pass(HOUR), AbortMultipartUpload.class);

        assertThat(asked).extracting(AbortMultipartUpload::getRuleId).containsExactly("policy/large");
    }

    private static AbortPolicy dryRun(final String name) {
        final AbortPolicy policy = aged(name, HOUR);
        policy.setDryRun(true);
        return policy;
    }

    private static AbortPolicy aged(final String name, final Duration age) {
        return AbortPolicy.newBuilder()
                .setName(name)
                .setAgeSeconds(age.toSeconds())
                .setUpdatedAt(Samples.T0)
                .build();
    }

    private void put(final AbortPolicy policy) {
        upload.view.containers.put("policy/" + policy.getName(), policy);
    }
}
