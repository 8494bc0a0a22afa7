/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.AbortRound;
import io.mopup.events.AbortRoundReport;
import io.mopup.events.LifecycleType;
import io.mopup.events.PartDeletion;
import io.mopup.events.Receipt;
import io.mopup.events.ReceiptBasis;
import io.mopup.events.ReclaimState;
import io.mopup.events.RoundOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final Fixture upload = Fixture.inProgress(S3, 1, 2);

    @BeforeEach
    void abortAndDelete() {
        upload.receive(Samples.abort(S3, "a"));
        upload.deleteAll();
    }

    @Test
    void shouldLookOnlyWhenEveryDeletionIsReported() {
        final Fixture other = Fixture.inProgress(S3, 1, 2);
        final List<PartDeletion> deletions = Fixture.of(other.receive(Samples.abort(S3, "a")), PartDeletion.class);

        other.delete(deletions.get(0));
        assertThat(other.all(AbortRound.class)).isEmpty();
        other.delete(deletions.get(1));

        assertThat(other.round()).returns(1, AbortRound::getRound).returns(1, AbortRound::getAttempt);
        assertThat(other.state.reclaim().state()).isEqualTo(ReclaimState.VERIFYING);
    }

    @Test
    void shouldReclaimWithAReceiptWhenTwoLooksAQuietPeriodApartFoundNothing() {
        final Instant first = Instant.ofEpochMilli(upload.now);
        upload.look(RoundOutcome.EMPTY);
        assertThat(upload.pass(upload.settings.quietPeriod().minusMillis(1))).isEmpty();
        upload.pass(Duration.ofMillis(1));
        final List<SpecificRecord> out = upload.look(RoundOutcome.EMPTY);

        assertThat(Fixture.lifecycle(out)).contains(LifecycleType.RECLAIMED);
        final Receipt receipt = upload.lifecycle(LifecycleType.RECLAIMED).getReceipt();
        assertThat(receipt)
                .returns(ReceiptBasis.EMPTY, Receipt::getBasis)
                .returns(Samples.T0, Receipt::getAbortedAt)
                .returns(first, Receipt::getFirstLookAt)
                .returns(first.plus(upload.settings.quietPeriod()), Receipt::getSecondLookAt)
                .returns(2, Receipt::getRounds)
                .returns(2L, Receipt::getPartsDeleted)
                .returns(200L, Receipt::getBytesReclaimed)
                .returns(0L, Receipt::getLateParts);
    }

    @Test
    void shouldTakeOneMoreLookWhenTheClocksOfTwoAgentsDiffer() {
        final Instant ahead = Instant.ofEpochMilli(upload.now).plusSeconds(300);
        upload.receive(Samples.saw(upload.round(), RoundOutcome.EMPTY, ahead));
        upload.pass(upload.settings.quietPeriod());
        upload.look(RoundOutcome.EMPTY);
        assertThat(upload.state.reclaim().state()).isEqualTo(ReclaimState.VERIFYING);

        upload.pass(upload.settings.quietPeriod());
        upload.look(RoundOutcome.EMPTY);

        final Receipt receipt = upload.state.reclaim().receipt();
        assertThat(Duration.between(receipt.getFirstLookAt(), receipt.getSecondLookAt()))
                .isGreaterThanOrEqualTo(upload.settings.quietPeriod());
        assertThat(receipt.getRounds()).isEqualTo(3);
    }

    @Test
    void shouldSayNotFoundWhenOneOfTheLooksDid() {
        upload.look(RoundOutcome.NOT_FOUND);
        upload.pass(upload.settings.quietPeriod());
        upload.look(RoundOutcome.EMPTY);

        assertThat(upload.state.reclaim().receipt().getBasis()).isEqualTo(ReceiptBasis.NOT_FOUND);
    }

    @Test
    void shouldBackOffAndBeginAnewWhenSomethingIsFound() {
        upload.look(RoundOutcome.EMPTY);
        upload.pass(upload.settings.quietPeriod());
        upload.receive(Samples.saw(upload.round(), RoundOutcome.LEFTOVERS, 1, 70, Instant.ofEpochMilli(upload.now)));
        assertThat(upload.pass(upload.settings.reportTimeout().minusMillis(1))).isEmpty();

        upload.pass(upload.settings.reportTimeout());
        assertThat(upload.round().getRound()).isEqualTo(3);
        upload.reclaim();

        assertThat(upload.state.reclaim().receipt())
                .returns(4, Receipt::getRounds)
                .returns(270L, Receipt::getBytesReclaimed);
    }

    @Test
    void shouldDeleteAndBackOffWhenTheAgentCanNameWhatItCouldNotFree() {
        final AbortRoundReport report =
                Samples.saw(upload.round(), RoundOutcome.LEFTOVERS, Instant.ofEpochMilli(upload.now));
        report.setLeftovers(List.of(Samples.seen(Samples.part(S3, 7, 3)), Samples.seen(Samples.part(S3, 7, 3))));

        assertThat(Fixture.ids(upload.receive(report))).containsExactly("u1/7/3");
        upload.deleteAll();
        assertThat(upload.round().getRound()).as("no hot loop with the agent").isEqualTo(1);
        upload.pass(upload.settings.reportTimeout().multipliedBy(2));

        assertThat(upload.round().getRound()).isEqualTo(2);
    }

    @Test
    void shouldLookAgainAtOnceWhenAbortedInTheQuietPeriod() {
        upload.look(RoundOutcome.EMPTY);
        upload.pass(Duration.ofSeconds(30));

        assertThat(Fixture.of(upload.receive(Samples.abort(S3, "b")), AbortRound.class))
                .singleElement()
                .returns(2, AbortRound::getRound);
        upload.look(RoundOutcome.EMPTY);

        assertThat(upload.state.reclaim().state()).as("one look since").isEqualTo(ReclaimState.VERIFYING);
    }

    @Test
    void shouldCountOnlyLaterLooksWhenAPartCameBetween() {
        upload.look(RoundOutcome.EMPTY);
        upload.pass(Duration.ofSeconds(30));
        upload.receive(Samples.part(S3, 3, 1));
        upload.deleteAll();
        final long disturbed = upload.now;
        upload.reclaim();

        assertThat(upload.state.reclaim().receipt().getFirstLookAt().toEpochMilli())
                .isGreaterThanOrEqualTo(disturbed);
        assertThat(upload.state.reclaim().receipt().getLateParts()).isEqualTo(1);
    }

    @Test
    void shouldProveNothingWhenARoundWasOnItsWayDuringTheDisturbance() {
        upload.receive(Samples.abort(S3, "b"));
        assertThat(upload.round().getRound()).as("one round at a time").isEqualTo(1);

        final List<SpecificRecord> out = upload.look(RoundOutcome.EMPTY);

        assertThat(Fixture.of(out, AbortRound.class)).singleElement().returns(2, AbortRound::getRound);
    }

    @Test
    void shouldSendTheSameRoundAgainWhenNobodyReports() {
        upload.pass(upload.settings.reportTimeout().multipliedBy(2));

        assertThat(upload.round()).returns(1, AbortRound::getRound).returns(2, AbortRound::getAttempt);
    }

    @Test
    void shouldNotTakeAnOldReportForALookWhenTheRoundWasDisturbed() {
        final AbortRound old = upload.round();
        final Instant lookedAt = Instant.ofEpochMilli(upload.now);
        upload.receive(Samples.part(S3, 3, 1));
        upload.deleteAll();
        upload.pass(upload.settings.reportTimeout().multipliedBy(2));
        assertThat(upload.round().getRound()).as("not the old number").isEqualTo(2);

        upload.receive(Samples.saw(old, RoundOutcome.EMPTY, lookedAt));

        assertThat(upload.state.reclaim().looks().empty()).isZero();
    }

    @Test
    void shouldRepeatTheRoundInTimeWhenAbortsKeepComing() {
        for (int i = 0; i < 10; i++) {
            upload.pass(Duration.ofSeconds(20));
            upload.receive(Samples.abort(S3, "again" + i));
        }

        assertThat(upload.round().getRound()).isGreaterThan(1);
    }

    @Test
    void shouldIgnoreTheReportWhenItIsOfAnotherRound() {
        final AbortRound first = upload.round();
        upload.look(RoundOutcome.EMPTY);
        upload.pass(upload.settings.quietPeriod());

        final List<SpecificRecord> out =
                upload.receive(Samples.saw(first, RoundOutcome.EMPTY, Instant.ofEpochMilli(upload.now)));

        assertThat(out).isEmpty();
        assertThat(upload.state.reclaim().state()).isEqualTo(ReclaimState.VERIFYING);
    }
}
