/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.AbortRound;
import io.mopup.events.CommandResult;
import io.mopup.events.DeletionCause;
import io.mopup.events.LifecycleType;
import io.mopup.events.ParkReason;
import io.mopup.events.PartDeletion;
import io.mopup.events.ReceiptBasis;
import io.mopup.events.ReclaimBy;
import io.mopup.events.ReclaimState;
import io.mopup.events.RoundOutcome;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What went wrong elsewhere, each under its name, and must not go wrong here. */
class FieldFailuresTest {
    private static final UploadIdentity S3 = Samples.S3;

    private final Fixture upload = Fixture.inProgress(S3, 1, 2);

    @Test
    void shouldNotCreateTheUploadAgainWhenALatePartArrives() {
        upload.receive(Samples.abort(S3, "a"));
        upload.reclaim();

        upload.receive(Samples.part(S3, 3, 1), "p");

        assertThat(upload.result("p").getErrorCode()).isEqualTo("NoSuchUpload");
        assertThat(upload.state.status()).isEqualTo(UploadStatus.ABORTED);
        assertThat(Fixture.ids(upload.last())).containsExactly("u1/3/1");
        // Nor when the event of its creation is read once more.
        upload.receive(Samples.created(S3));
        assertThat(upload.state.status()).isEqualTo(UploadStatus.ABORTED);
    }

    @Test
    void shouldNotCallItReclaimedWhenTheStoreSaidYesAndKeptTheBytes() {
        upload.receive(Samples.abort(S3, "a"));
        upload.deleteAll();

        upload.receive(Samples.saw(upload.round(), RoundOutcome.LEFTOVERS, 1, 0, at()));
        upload.pass(upload.settings.quietPeriod().multipliedBy(5));
        upload.look(RoundOutcome.EMPTY);

        assertThat(upload.result("a").getHttpStatus()).isEqualTo(204);
        assertThat(upload.lifecycle()).doesNotContain(LifecycleType.RECLAIMED);
        upload.pass(upload.settings.quietPeriod());
        upload.look(RoundOutcome.EMPTY);
        assertThat(upload.lifecycle()).contains(LifecycleType.RECLAIMED);
    }

    @Test
    void shouldKeepTheObjectWhenItIsAbortedAfterItWasCompleted() {
        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1, 2)), Samples.assembled(S3, "c"));

        upload.receive(Samples.abort(S3, "a"), Samples.abort(S3, "b"));

        assertThat(upload.result("a").getHttpStatus()).isEqualTo(404);
        assertThat(upload.all(PartDeletion.class)).isEmpty();
        assertThat(upload.all(AbortRound.class)).isEmpty();
    }

    @Test
    void shouldHoldAndAlarmWhenTheEventOfACompletionIsLostAndAPolicyFires() {
        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1, 2)));
        final AbortMultipartUpload stale = Samples.abort(S3, "policy");
        stale.setReason(AbortReason.LIFECYCLE);
        upload.receive(stale);

        upload.pass(Duration.ofDays(3));

        assertThat(upload.isAnswered("policy")).isFalse();
        assertThat(upload.all(PartDeletion.class)).isEmpty();
        assertThat(upload.lifecycle()).contains(LifecycleType.ASSEMBLY_OVERDUE);
        upload.receive(Samples.assembled(S3, "c"));
        assertThat(upload.result("policy").getErrorCode()).isEqualTo("NoSuchUpload");
    }

    @Test
    void shouldClaimNoBytesWhenAnotherCompletedTheUploadAndTheStoreKnowsItNoMore() {
        final Fixture foreign = new Fixture();
        foreign.receive(Samples.created(S3, ReclaimBy.UPLOAD), Samples.abort(S3, "a"));

        foreign.look(RoundOutcome.NOT_FOUND);
        foreign.pass(foreign.settings.quietPeriod());
        foreign.look(RoundOutcome.NOT_FOUND);

        assertThat(foreign.state.reclaim().receipt().getBasis()).isEqualTo(ReceiptBasis.NOT_FOUND);
        assertThat(foreign.state.reclaim().receipt().getBytesReclaimed()).isZero();
        assertThat(foreign.all(PartDeletion.class)).isEmpty();
    }

    @Test
    void shouldGoOnWhenTheStoreIsDownForTheFirstTries() {
        upload.receive(Samples.abort(S3, "a"));
        upload.deleteAll();

        for (int attempt = 0; attempt < 5; attempt++) {
            upload.look(RoundOutcome.UNREACHABLE);
            upload.pass(upload.settings.reportTimeoutMax());
        }
        upload.look(RoundOutcome.EMPTY);
        upload.pass(upload.settings.quietPeriod());
        upload.look(RoundOutcome.EMPTY);

        assertThat(upload.state.reclaim().state()).isEqualTo(ReclaimState.RECLAIMED);
    }

    @Test
    void shouldSayWhatLiesThereWhenTheRecordWithTheUploadIdWasLost() {
        final Fixture lost = new Fixture();
        lost.receive(Samples.part(S3, 1, 1), Samples.abort(S3, "a"));

        lost.pass(lost.settings.grace());

        assertThat(lost.result("a").getErrorCode()).isEqualTo("NoSuchUpload");
        assertThat(lost.lifecycle(LifecycleType.ORPHANED).getPartsFound()).isEqualTo(1);
        // And when somebody finds the upload after all, an abort frees it.
        lost.receive(Samples.created(S3), Samples.abort(S3, "b"));
        assertThat(lost.result("b").getHttpStatus()).isEqualTo(204);
        assertThat(Fixture.ids(lost.outputs)).containsExactly("u1/1/1");
    }

    @Test
    void shouldNotTouchTheNewUploadOfAKeyWhenTheAbortIsForTheOldOne() {
        final UploadIdentity next = new UploadIdentity(S3.getDialect(), S3.getAccount(), "photos", S3.getKey(), "u2");
        final Fixture newer = Fixture.inProgress(next, 1);
        final AbortMultipartUpload misrouted = Samples.abort(S3, "old");

        upload.receive(Samples.abort(S3, "old"));
        newer.receive(misrouted);

        assertThat(upload.state.status()).isEqualTo(UploadStatus.ABORTED);
        assertThat(newer.result("old").getErrorCode()).isEqualTo("NoSuchUpload");
        assertThat(newer.state.status()).isEqualTo(UploadStatus.IN_PROGRESS);
        assertThat(Fixture.ids(newer.outputs)).isEmpty();
    }

    @Test
    void shouldDeleteEveryGenerationOnceWhenAPartWasUploadedThreeTimes() {
        upload.receive(Samples.part(S3, 3, 1), Samples.part(S3, 3, 2), Samples.part(S3, 3, 3));
        upload.receive(Samples.abort(S3, "a"));

        assertThat(Fixture.ids(upload.outputs))
                .containsExactlyInAnyOrder("u1/3/1", "u1/3/2", "u1/3/3", "u1/1/1", "u1/2/1");
        assertThat(upload.all(PartDeletion.class).stream()
                        .filter(deletion -> deletion.getCause() == DeletionCause.SUPERSEDED))
                .hasSize(2);
    }

    @Test
    void shouldNotBelieveA404WhenItFlaps() {
        upload.receive(Samples.abort(S3, "a"));
        upload.deleteAll();

        upload.look(RoundOutcome.NOT_FOUND);
        upload.pass(upload.settings.quietPeriod());
        upload.receive(Samples.saw(upload.round(), RoundOutcome.LEFTOVERS, 2, 200, at()));
        assertThat(upload.lifecycle()).doesNotContain(LifecycleType.RECLAIMED);

        upload.pass(Duration.ofHours(1));
        upload.look(RoundOutcome.NOT_FOUND);
        assertThat(upload.lifecycle()).doesNotContain(LifecycleType.RECLAIMED);
        upload.pass(upload.settings.quietPeriod());
        upload.look(RoundOutcome.NOT_FOUND);
        assertThat(upload.state.reclaim().receipt().getBytesReclaimed()).isEqualTo(400);
    }

    @Test
    void shouldParkAndRemindWhenTheStoreRefusesForEver() {
        upload.receive(Samples.abort(S3, "a"));
        upload.deleteAll();

        upload.look(RoundOutcome.REFUSED);

        assertThat(upload.state.reclaim().parkReason()).isEqualTo(ParkReason.REFUSED);
        upload.pass(upload.settings.parkedReminder().multipliedBy(3));
        assertThat(upload.lifecycle().stream().filter(type -> type == LifecycleType.PARKED))
                .hasSize(4);
        upload.receive(Samples.retry(S3, "r"));
        upload.look(RoundOutcome.REFUSED);
        assertThat(upload.state.reclaim().state()).isEqualTo(ReclaimState.PARKED);
    }

    @Test
    void shouldNotFindTheUploadByItsIdAloneWhenTheKeyIsAnother() {
        final List<UploadIdentity> others = List.of(
                new UploadIdentity(S3.getDialect(), S3.getAccount(), "photos", "2026/dog.jpg", "u1"),
                new UploadIdentity(S3.getDialect(), S3.getAccount(), "films", S3.getKey(), "u1"),
                new UploadIdentity(S3.getDialect(), S3.getAccount(), "photos", "2026/cat.jpg/", "u1"),
                new UploadIdentity(S3.getDialect(), S3.getAccount(), "photos", "2026/CAT.jpg", "u1"));

        others.forEach(other -> upload.receive(Samples.abort(other, other.getContainer() + other.getKey())));

        assertThat(upload.all(CommandResult.class)).hasSize(4).allSatisfy(result -> assertThat(result.getErrorCode())
                .isEqualTo("NoSuchUpload"));
        assertThat(upload.state.status()).isEqualTo(UploadStatus.IN_PROGRESS);
        assertThat(Fixture.ids(upload.outputs)).isEmpty();
    }

    private Instant at() {
        return Instant.ofEpochMilli(upload.now);
    }
}
