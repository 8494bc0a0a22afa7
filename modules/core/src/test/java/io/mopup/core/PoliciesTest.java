/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.RecordKeys;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortPolicy;
import io.mopup.events.AbortReason;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.Initiator;
import io.mopup.events.LifecycleRule;
import io.mopup.events.LifecycleType;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.PartUploaded;
import io.mopup.events.PinUpload;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadLifecycle;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PoliciesTest {
    private static final UploadIdentity S3 = Samples.S3;
    private static final Duration DAY = Duration.ofDays(1);

    private final Fixture upload = new Fixture(exact());

    @Test
    void shouldAbortAtTheNextMidnightWhenALifecycleRuleMatches() {
        container(container -> container.setLifecycleRules(List.of(new LifecycleRule("clean", true, "2026/", 1))));
        upload.with(S3, 1, 2);

        // Created at noon: a day later, rounded up, is the second midnight.
        assertThat(upload.pass(Duration.ofHours(36).minusMillis(1))).isEmpty();
        upload.pass(Duration.ofMillis(1));

        final AbortMultipartUpload command = command();
        assertThat(command.getReason()).isEqualTo(AbortReason.LIFECYCLE);
        assertThat(command.getRuleId()).isEqualTo("clean");
        upload.receive(command);
        assertThat(upload.result(command.getCommandId()).getHttpStatus()).isEqualTo(204);
        assertThat(upload.lifecycle(LifecycleType.ABORTED))
                .returns("clean", UploadLifecycle::getRuleId)
                .returns(AbortReason.LIFECYCLE, UploadLifecycle::getReason);
        assertThat(Fixture.ids(upload.outputs)).hasSize(2);
    }

    @Test
    void shouldLeaveTheUploadAloneWhenTheRuleIsForOtherKeysOrDisabled() {
        container(container -> container.setLifecycleRules(
                List.of(new LifecycleRule("other", true, "logs/", 1), new LifecycleRule("off", false, "", 1))));
        upload.with(S3, 1);

        upload.pass(Duration.ofDays(30));

        assertThat(upload.all(AbortMultipartUpload.class)).isEmpty();
        assertThat(upload.state.is(UploadStatus.IN_PROGRESS)).isTrue();
    }

    @Test
    void shouldNotAbortWhenAPartComesEveryTwentyHoursUnderARuleOfTwentyFour() {
        policy(policy -> policy.setIdleSeconds(DAY.toSeconds()));
        upload.with(S3, 1);

        for (int number = 2; number < 10; number++) {
            upload.pass(Duration.ofHours(20));
            part(number);
        }

        assertThat(upload.all(AbortMultipartUpload.class)).isEmpty();
        upload.pass(DAY);
        assertThat(command().getRuleId()).isEqualTo("policy/p");
    }

    @Test
    void shouldRefuseTheCommandOfAPolicyWhenAPartCameAfterItWasPublished() {
        policy(policy -> policy.setIdleSeconds(60L));
        upload.with(S3, 1).pass(Duration.ofMinutes(1));
        final AbortMultipartUpload stale = command();

        part(2);
        upload.receive(stale);

        assertThat(upload.result(stale.getCommandId()).getHttpStatus()).isEqualTo(412);
        assertThat(upload.state.is(UploadStatus.IN_PROGRESS)).isTrue();
        // And the time is counted again from that part.
        upload.pass(Duration.ofSeconds(59));
        assertThat(upload.all(AbortMultipartUpload.class)).hasSize(1);
        upload.pass(Duration.ofSeconds(1));
        assertThat(upload.all(AbortMultipartUpload.class)).hasSize(2);
    }

    @Test
    void shouldNotHurtTheObjectWhenAPolicyFiresAfterACompletionWhoseEventWasLate() {
        policy(policy -> policy.setAgeSeconds(60L));
        upload.with(S3, 1).receive(Samples.complete(S3, "c", Samples.firstOf(1)));

        upload.pass(Duration.ofMinutes(2));

        assertThat(upload.all(AbortMultipartUpload.class)).isEmpty();
        final AbortMultipartUpload stale = Samples.abort(S3, "stale");
        stale.setReason(AbortReason.LIFECYCLE);
        upload.receive(stale, Samples.assembled(S3, "c"));
        assertThat(upload.result("stale").getErrorCode()).isEqualTo("NoSuchUpload");
        assertThat(Fixture.ids(upload.outputs)).isEmpty();
    }

    @Test
    void shouldOnlyReportOnceWhenThePolicyIsADryRun() {
        policy(policy -> {
            policy.setAgeSeconds(60L);
            policy.setDryRun(true);
        });
        upload.with(S3, 1).pass(Duration.ofDays(2));

        assertThat(upload.all(AbortMultipartUpload.class)).isEmpty();
        assertThat(upload.lifecycle()).containsOnlyOnce(LifecycleType.WOULD_ABORT);
        assertThat(upload.lifecycle(LifecycleType.WOULD_ABORT).getRuleId()).isEqualTo("policy/p");
    }

    @Test
    void shouldAbortWhenADryRunBecomesReal() {
        policy(policy -> {
            policy.setAgeSeconds(60L);
            policy.setDryRun(true);
        });
        upload.with(S3, 1).pass(DAY);

        policy(policy -> policy.setAgeSeconds(60L));
        review();
        upload.pass(Duration.ZERO);

        assertThat(command().getRuleId()).isEqualTo("policy/p");
    }

    @Test
    void shouldFindUploadsThatWereThereBeforeThePolicyWhenTheyAreReviewed() {
        upload.with(S3, 1).pass(DAY);

        policy(policy -> policy.setIdleSeconds(60L));
        review();
        upload.pass(Duration.ZERO);

        assertThat(command().getRuleId()).isEqualTo("policy/p");
    }

    @Test
    void shouldApplyOnlyToWhatEveryFilterMatches() {
        final List<Consumer<AbortPolicy>> others = List.of(
                policy -> policy.setDialect(Dialect.COS),
                policy -> policy.setContainer("films"),
                policy -> policy.setOwner("999999999999"),
                policy -> policy.setPrefix("2025/"),
                policy -> policy.setInitiator("arn:aws:iam::111122223333:user/b"),
                policy -> policy.setMinBytes(101L),
                policy -> policy.setMaxBytes(99L));
        others.forEach(filter -> assertThat(aborted(filter)).isFalse());
        final List<Consumer<AbortPolicy>> own = List.of(
                policy -> policy.setDialect(Dialect.S3),
                policy -> policy.setContainer("photos"),
                policy -> policy.setOwner(Samples.OWNER),
                policy -> policy.setPrefix("2026/"),
                policy -> policy.setInitiator("arn:aws:iam::111122223333:user/a"),
                policy -> policy.setMinBytes(100L),
                policy -> policy.setMaxBytes(100L));
        own.forEach(filter -> assertThat(aborted(filter)).isTrue());
    }

    @Test
    void shouldKeepAwayWhileTheUploadIsPinned() {
        policy(policy -> policy.setAgeSeconds(60L));
        upload.with(S3, 1).receive(pin("pin", Duration.ofHours(2)));

        upload.pass(Duration.ofHours(2).minusMillis(1));
        assertThat(upload.all(AbortMultipartUpload.class)).isEmpty();
        upload.pass(Duration.ofSeconds(1));

        assertThat(command().getRuleId()).isEqualTo("policy/p");
    }

    @Test
    void shouldAbortAtOnceWhenThePinIsReleased() {
        policy(policy -> policy.setAgeSeconds(60L));
        upload.with(S3, 1).receive(pin("pin", Duration.ofHours(2)));
        upload.pass(Duration.ofHours(1));

        upload.receive(pin("release", Duration.ZERO));
        upload.pass(Duration.ZERO);

        assertThat(upload.lifecycle()).contains(LifecycleType.PINNED, LifecycleType.UNPINNED);
        assertThat(command()).isNotNull();
    }

    @Test
    void shouldNotPinForLongerThanIsAllowed() {
        upload.with(S3, 1).receive(pin("pin", Duration.ofDays(3_650)));

        assertThat(upload.state.watch().pinnedUntil())
                .isEqualTo(upload.now + upload.settings.policies().pinMax().toMillis());
    }

    @Test
    void shouldNotHoldOffClientsWhenTheUploadIsPinned() {
        upload.with(S3, 1).receive(pin("pin", Duration.ofHours(2)), Samples.abort(S3, "a"));

        assertThat(upload.result("a").getHttpStatus()).isEqualTo(204);
    }

    @Test
    void shouldSpreadAThousandUploadsWhenTheyAreDueInTheSameSecond() {
        final FoldSettings settings = Samples.SETTINGS;
        final List<Long> due = IntStream.range(0, 1_000)
                .mapToObj(i -> {
                    final Fixture one = new Fixture(settings);
                    one.view.containers.put("policy/p", policyOf(policy -> policy.setAgeSeconds(3_600L)));
                    one.receive(Samples.created(
                            new UploadIdentity(Dialect.S3, Samples.OWNER, "photos", "k", "upload-" + i)));
                    return one.state.watch().dueAt() - one.now;
                })
                .toList();

        final long spread = settings.policies().spread().toMillis();
        assertThat(due).allMatch(at -> at >= 3_600_000 && at < 3_600_000 + spread);
        // No second of the minute gets more than a few times its share.
        assertThat(due.stream().filter(at -> (at - 3_600_000) / 1_000 == 30).count())
                .isLessThan(60);
        assertThat(due.stream().map(at -> at / 1_000).distinct()).hasSizeGreaterThan(50);
    }

    @Test
    void shouldAskAgainLaterWhenTheCommandWasRefused() {
        policy(policy -> policy.setAgeSeconds(60L));
        upload.with(S3, 1).pass(Duration.ofMinutes(1));

        upload.pass(upload.settings.policies().retry());

        assertThat(upload.all(AbortMultipartUpload.class))
                .hasSize(2)
                .extracting(AbortMultipartUpload::getCommandId)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldExpireTheGlacierUploadWhenItWasIdleForADay() {
        final PolicySettings usual = exact().policies();
        final Fixture vault = new Fixture(exact().with(new PolicySettings(
                        usual.undoWindow(), usual.spread(), usual.retry(), usual.pinMax(), usual.cancelPin(), DAY)))
                .with(Samples.GLACIER, 1);

        vault.pass(DAY);
        vault.receive(vault.all(AbortMultipartUpload.class).get(0), Samples.abort(Samples.GLACIER, "a"));

        assertThat(vault.lifecycle(LifecycleType.ABORTED).getReason()).isEqualTo(AbortReason.EXPIRED);
        assertThat(vault.result("a").getErrorCode()).isEqualTo("ResourceNotFoundException");
    }

    private boolean aborted(final Consumer<AbortPolicy> filter) {
        final Fixture one = new Fixture(exact());
        one.view.containers.put("policy/p", policyOf(policy -> {
            policy.setAgeSeconds(60L);
            filter.accept(policy);
        }));
        final MultipartUploadCreated created = Samples.created(S3);
        created.setInitiator(new Initiator(Samples.OWNER, "arn:aws:iam::111122223333:user/a"));
        one.receive(created, Samples.part(S3, 1, 1));
        one.pass(Duration.ofMinutes(2));
        return !one.all(AbortMultipartUpload.class).isEmpty();
    }

    private void part(final int number) {
        final PartUploaded part = Samples.part(S3, number, 1);
        part.setUploadedAt(Instant.ofEpochMilli(upload.now));
        upload.receive(part);
    }

    private PinUpload pin(final String commandId, final Duration lease) {
        return new PinUpload(
                commandId,
                S3,
                Samples.requester(),
                lease.isZero() ? null : Instant.ofEpochMilli(upload.now).plus(lease),
                null,
                Samples.T0);
    }

    private void review() {
        upload.apply(upload.fold().reviewed(upload.state, upload.now, upload.view));
    }

    private void container(final Consumer<Container> with) {
        final Container container = Samples.container();
        with.accept(container);
        upload.view.containers.put(RecordKeys.of(container), container);
    }

    private void policy(final Consumer<AbortPolicy> with) {
        upload.view.containers.put("policy/p", policyOf(with));
    }

    private static AbortPolicy policyOf(final Consumer<AbortPolicy> with) {
        final AbortPolicy policy = Samples.policy();
        with.accept(policy);
        return policy;
    }

    private AbortMultipartUpload command() {
        assertThat(upload.all(AbortMultipartUpload.class)).hasSize(1);
        return upload.all(AbortMultipartUpload.class).get(0);
    }

    /** Nothing is spread, so that times are exact. */
    static FoldSettings exact() {
        final PolicySettings usual = PolicySettings.DEFAULT;
        return Samples.SETTINGS.with(new PolicySettings(
                usual.undoWindow(),
                Duration.ZERO,
                usual.retry(),
                usual.pinMax(),
                usual.cancelPin(),
                usual.glacierInactivity()));
    }
}
