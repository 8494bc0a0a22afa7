/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.AbortRoundReport;
import io.mopup.events.CommandResult;
import io.mopup.events.LifecycleType;
import io.mopup.events.ParkReason;
import io.mopup.events.PartDeletion;
import io.mopup.events.ReclaimState;
import io.mopup.events.RoundOutcome;
import io.mopup.events.StorageFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class ParkingTest {
    private static final Duration LONG = Duration.ofHours(12);

    private final Fixture upload = Fixture.inProgress(S3, 1, 2);

    @Test
    void shouldParkAtOnceWhenTheStoreRefusesADeletion() {
        final List<SpecificRecord> out = upload.receive(Samples.abort(S3, "a"));

        upload.receive(Samples.failed(Fixture.of(out, PartDeletion.class).get(0), StorageFailure.REFUSED));

        assertParked(ParkReason.REFUSED);
        assertThat(upload.lifecycle(LifecycleType.PARKED).getMessage()).isEqualTo("said no");
        assertThat(Fixture.ids(upload.pass(LONG))).isEmpty();
    }

    @Test
    void shouldParkAtOnceWhenTheStoreRefusesARound() {
        upload.receive(Samples.abort(S3, "a"));
        upload.deleteAll();

        upload.look(RoundOutcome.REFUSED);

        assertParked(ParkReason.REFUSED);
    }

    @Test
    void shouldParkWhenNobodyReportsUpToTheLastAttempt() {
        upload.receive(Samples.abort(S3, "a"));

        upload.pass(LONG);

        assertParked(ParkReason.NO_REPORT);
        assertThat(upload.all(PartDeletion.class))
                .extracting(PartDeletion::getAttempt)
                .contains(1, 2, upload.settings.attempts())
                .allMatch(attempt -> attempt <= upload.settings.attempts());
    }

    @Test
    void shouldGoOnByItselfWhenADeletionIsReportedAfterAll() {
        final List<SpecificRecord> first = upload.receive(Samples.abort(S3, "a"));
        upload.pass(LONG);

        final List<SpecificRecord> out = upload.receive(
                Samples.deleted(Fixture.of(first, PartDeletion.class).get(0)));

        assertThat(Fixture.lifecycle(out)).contains(LifecycleType.RETRIED);
        assertThat(Fixture.ids(out)).as("what was not reported").containsExactly("u1/2/1");
        upload.reclaim();
        assertThat(upload.state.reclaim().state()).isEqualTo(ReclaimState.RECLAIMED);
    }

    @Test
    void shouldLookAgainByItselfWhenARoundIsReportedAfterAll() {
        upload.receive(Samples.abort(S3, "a"));
        upload.deleteAll();
        upload.pass(LONG);
        assertParked(ParkReason.NO_REPORT);

        upload.look(RoundOutcome.EMPTY);

        assertThat(upload.round().getRound()).isEqualTo(2);
        upload.reclaim();
        assertThat(upload.state.reclaim().state()).isEqualTo(ReclaimState.RECLAIMED);
    }

    @Test
    void shouldStayParkedWhenAnotherReportComesAfterARefusal() {
        final List<SpecificRecord> out = upload.receive(Samples.abort(S3, "a"));
        upload.receive(Samples.failed(Fixture.of(out, PartDeletion.class).get(0), StorageFailure.REFUSED));

        upload.receive(Samples.deleted(Fixture.of(out, PartDeletion.class).get(1)));

        assertParked(ParkReason.REFUSED);
    }

    @Test
    void shouldSayUnreachableWhenAnAgentReportedThat() {
        final List<SpecificRecord> out = upload.receive(Samples.abort(S3, "a"));
        upload.receive(Samples.failed(Fixture.of(out, PartDeletion.class).get(0), StorageFailure.UNREACHABLE));

        upload.pass(LONG);

        assertParked(ParkReason.UNREACHABLE);
    }

    @Test
    void shouldRepeatTheRoundAndParkInTheEndWhenTheStoreDoesNotAnswer() {
        upload.receive(Samples.abort(S3, "a"));
        upload.deleteAll();
        upload.look(RoundOutcome.UNREACHABLE);

        upload.pass(LONG);

        assertParked(ParkReason.UNREACHABLE);
        assertThat(upload.round().getRound()).isEqualTo(1);
        assertThat(upload.round().getAttempt()).isEqualTo(upload.settings.attempts());
    }

    @Test
    void shouldParkWhenRoundsKeepFindingSomething() {
        upload.receive(Samples.abort(S3, "a"));
        upload.deleteAll();

        for (int round = 1; round <= upload.settings.rounds(); round++) {
            upload.look(RoundOutcome.LEFTOVERS);
            upload.pass(upload.settings.reportTimeoutMax().multipliedBy(2));
        }

        assertParked(ParkReason.ROUNDS_EXHAUSTED);
    }

    @Test
    void shouldParkWhenEveryLeftoverIsDeletedAndTheNextRoundFindsAnother() {
        upload.receive(Samples.abort(S3, "a"));
        upload.deleteAll();

        for (int round = 1; round <= upload.settings.rounds(); round++) {
            final AbortRoundReport report =
                    Samples.saw(upload.round(), RoundOutcome.LEFTOVERS, Instant.ofEpochMilli(upload.now));
            report.setLeftovers(List.of(Samples.seen(Samples.part(S3, 1, 100 + round))));
            upload.receive(report);
            upload.deleteAll();
            upload.pass(upload.settings.reportTimeoutMax().multipliedBy(2));
        }

        assertParked(ParkReason.ROUNDS_EXHAUSTED);
        assertThat(Fixture.ids(upload.outputs)).doesNotContain("u1/1/" + (100 + upload.settings.rounds()));
    }

    @Test
    void shouldSayAgainAndAgainAndRememberWhenItStaysParked() {
        upload.receive(Samples.abort(S3, "a"));
        upload.pass(LONG);

        upload.pass(upload.settings.retention().multipliedBy(3));

        assertThat(upload.lifecycle().stream().filter(LifecycleType.PARKED::equals))
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(upload.state).as("what is not settled is not forgotten").isNotNull();
    }

    @Test
    void shouldEmitEverythingAgainUnderHigherAttemptsWhenRetried() {
        upload.receive(Samples.abort(S3, "a"));
        upload.pass(LONG);

        final List<SpecificRecord> out = upload.receive(Samples.retry(S3, "r"));

        assertThat(upload.result("r").getHttpStatus()).isEqualTo(200);
        assertThat(Fixture.lifecycle(out)).contains(LifecycleType.RETRIED);
        assertThat(Fixture.of(out, PartDeletion.class))
                .hasSize(2)
                .allSatisfy(deletion -> assertThat(deletion.getAttempt()).isEqualTo(upload.settings.attempts() + 1));
        upload.pass(LONG);
        assertThat(upload.all(PartDeletion.class))
                .extracting(PartDeletion::getAttempt)
                .as("as many attempts again")
                .contains(2 * upload.settings.attempts());
    }

    @Test
    void shouldLookAgainUnderANewNumberWhenRetriedDuringRounds() {
        upload.receive(Samples.abort(S3, "a"));
        upload.deleteAll();
        upload.look(RoundOutcome.REFUSED);

        upload.receive(Samples.retry(S3, "r"));

        assertThat(upload.round().getRound()).isEqualTo(2);
        upload.reclaim();
        assertThat(upload.state.reclaim().state()).isEqualTo(ReclaimState.RECLAIMED);
    }

    @Test
    void shouldRefuseTheRetryWhenNothingIsParked() {
        upload.receive(Samples.retry(S3, "r"));

        assertThat(upload.result("r"))
                .returns(409, CommandResult::getHttpStatus)
                .returns("NotParked", CommandResult::getErrorCode);
    }

    @Test
    void shouldKnowNoUploadWhenTheRetryIsForNone() {
        final Fixture unknown = new Fixture();

        unknown.receive(Samples.retry(S3, "r"));

        assertThat(unknown.result("r").getErrorCode()).isEqualTo("NoSuchUpload");
    }

    @Test
    void shouldHoldLatePartsBackUntilRetriedWhenParked() {
        upload.receive(Samples.abort(S3, "a"));
        upload.pass(LONG);

        assertThat(Fixture.ids(upload.receive(Samples.part(S3, 3, 1)))).isEmpty();

        assertThat(Fixture.ids(upload.receive(Samples.retry(S3, "r")))).contains("u1/3/1");
    }

    @Test
    void shouldGoOnWhenAnAbortIsAcceptedWhileASupersededPartIsParked() {
        final PartDeletion superseded = Fixture.of(upload.receive(Samples.part(S3, 1, 2)), PartDeletion.class)
                .get(0);
        upload.receive(Samples.failed(superseded, StorageFailure.REFUSED));
        assertParked(ParkReason.REFUSED);

        final List<SpecificRecord> out = upload.receive(Samples.abort(S3, "a"));

        assertThat(Fixture.ids(out)).containsExactlyInAnyOrder("u1/1/1", "u1/1/2", "u1/2/1");
    }

    @Test
    void shouldIgnoreTheRefusalWhenThePartIsNotToBeDeleted() {
        final PartDeletion other = Fixture.of(upload.receive(Samples.part(S3, 1, 2)), PartDeletion.class)
                .get(0);
        other.setGeneration(2L);

        upload.receive(Samples.failed(other, StorageFailure.REFUSED));

        assertThat(upload.state.reclaim().state()).isEqualTo(ReclaimState.DELETING);
    }

    private void assertParked(final ParkReason reason) {
        assertThat(upload.state.reclaim().state()).isEqualTo(ReclaimState.PARKED);
        assertThat(upload.state.reclaim().parkReason()).isEqualTo(reason);
        assertThat(upload.lifecycle(LifecycleType.PARKED).getParkReason()).isEqualTo(reason);
        assertThat(upload.state.dueAt()).isPositive();
    }
}
