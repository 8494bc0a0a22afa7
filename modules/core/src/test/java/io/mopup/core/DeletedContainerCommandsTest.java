/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.CancelAbort;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.LifecycleRule;
import io.mopup.events.LifecycleType;
import io.mopup.events.PinUpload;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Commands for an upload whose container is gone, and what is to be done about it. */
class DeletedContainerCommandsTest {
    private static final String CONTAINER_KEY = "s3/photos";

    private final Fixture upload = Fixture.inProgress(S3, 1);

    @Test
    void shouldKnowNoContainerToPinInWhenItWasDeleted() {
        delete(List.of());

        upload.receive(pin("p"), new CancelAbort("c", S3, Samples.requester(), null, Samples.T0));

        assertThat(upload.result("p").getErrorCode()).isEqualTo("NoSuchBucket");
        assertThat(upload.result("c").getErrorCode()).isEqualTo("NoSuchBucket");
        assertThat(upload.state.watch().pinnedUntil()).isZero();
    }

    @Test
    void shouldAbortBehindTheContainerWhenALifecycleRuleWasDueBefore() {
        upload.now = Samples.T0.plus(Duration.ofDays(3)).toEpochMilli();
        delete(List.of(new LifecycleRule("old", true, "", 1)));
        upload.apply(upload.fold().reviewed(upload.state, upload.now, upload.view));

        final List<SpecificRecord> asked = upload.pass(Duration.ofMinutes(1));
        upload.receive(Fixture.of(asked, AbortMultipartUpload.class).get(0));

        assertThat(upload.state.status()).isEqualTo(UploadStatus.ABORTED);
        assertThat(upload.lifecycle(LifecycleType.ABORTED).getReason()).isEqualTo(AbortReason.CONTAINER_DELETED);
    }

    private void delete(final List<LifecycleRule> rules) {
        upload.view.containers.put(
                CONTAINER_KEY,
                Container.newBuilder()
                        .setDialect(Dialect.S3)
                        .setContainer("photos")
                        .setAccount(Samples.OWNER)
                        .setLifecycleRules(rules)
                        .setDeletedAt(Instant.ofEpochMilli(upload.now))
                        .setUpdatedAt(Samples.T0)
                        .build());
    }

    private PinUpload pin(final String commandId) {
        return new PinUpload(
                commandId, S3, Samples.requester(), Samples.T0.plus(Duration.ofHours(1)), null, Samples.T0);
    }
}
