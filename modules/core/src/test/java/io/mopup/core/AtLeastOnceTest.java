/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mopup.events.AbortRound;
import io.mopup.events.CommandResult;
import io.mopup.events.LifecycleType;
import io.mopup.events.PartDeletion;
import io.mopup.events.ReclaimBy;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** A crash loses the end of one store and keeps another; then the records since the last commit come again. */
class AtLeastOnceTest {
    private final Fixture upload = Fixture.inProgress(S3, 1, 2);

    @Test
    void shouldDecideTheAbortAgainWhenOnlyItsRecordSurvived() {
        final UploadState before = upload.state;
        upload.receive(Samples.abort(S3, "a"));
        upload.state = before;

        final List<SpecificRecord> out = upload.receive(Samples.abort(S3, "a"));

        assertThat(upload.state.status()).isEqualTo(UploadStatus.ABORTED);
        assertThat(Fixture.ids(out)).containsExactly("u1/1/1", "u1/2/1");
    }

    @Test
    void shouldDecideTheAbortAgainWhenItHadWaitedAndTheUploadIsUnknownAgain() {
        final Fixture unknown = new Fixture();
        unknown.receive(Samples.abort(S3, "a"), Samples.created(S3));
        unknown.state = null;

        unknown.receive(Samples.abort(S3, "a"), Samples.created(S3));

        assertThat(unknown.state.status()).isEqualTo(UploadStatus.ABORTED);
    }

    @Test
    void shouldDecideTheCompleteAgainWhenOnlyItsRecordSurvived() {
        final UploadState before = upload.state;
        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1, 2)), Samples.assembled(S3, "c"));
        upload.state = before;

        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1, 2)), Samples.assembled(S3, "c"));

        assertThat(upload.state.completion().byEvidence()).isFalse();
        assertThat(upload.state.waiting()).isZero();
    }

    @Test
    void shouldNotTakeAListedPartForAStrayWhenItsEntryWasLost() {
        upload.receive(Samples.part(S3, 1, 2));
        upload.receive(Samples.complete(S3, "c", List.of(Samples.listed(1, 2))), Samples.assembled(S3, "c"));
        upload.view.parts.current.clear();

        final List<SpecificRecord> first = List.copyOf(upload.receive(Samples.part(S3, 1, 1)));
        final List<SpecificRecord> second = List.copyOf(upload.receive(Samples.part(S3, 1, 2)));

        assertThat(Fixture.ids(first)).containsExactly("u1/1/1");
        assertThat(Fixture.ids(second)).isEmpty();
        assertThat(upload.view.part(LedgerKeys.live(1)))
                .hasValueSatisfying(part -> assertThat(part.generation()).isEqualTo(2));
    }

    @Test
    void shouldNotTakeAnOlderPartForTheListedOneWhenTheLedgerWentBack() {
        final Map<String, StoredPart> before = Map.copyOf(upload.view.parts.current);
        upload.receive(Samples.part(S3, 1, 2));
        upload.receive(Samples.complete(S3, "c", List.of(Samples.listed(1, 2))), Samples.assembled(S3, "c"));
        upload.view.parts.current.clear();
        upload.view.parts.current.putAll(before);

        final List<SpecificRecord> out = upload.receive(Samples.part(S3, 1, 2));

        assertThat(Fixture.ids(out)).containsExactly("u1/1/1");
        assertThat(upload.view.part(LedgerKeys.live(1)))
                .hasValueSatisfying(part -> assertThat(part.generation()).isEqualTo(2));
    }

    @Test
    void shouldKeepThePartThatIsAssembledWhenTheLedgerWentBackDuringAssembly() {
        final Map<String, StoredPart> before = Map.copyOf(upload.view.parts.current);
        upload.receive(Samples.part(S3, 1, 2));
        upload.receive(Samples.complete(S3, "c", List.of(Samples.listed(1, 2), Samples.listed(2, 1))));
        upload.view.parts.current.clear();
        upload.view.parts.current.putAll(before);

        upload.receive(Samples.part(S3, 1, 2));
        final List<SpecificRecord> out = upload.receive(Samples.assembled(S3, "c"));

        assertThat(Fixture.ids(out)).containsExactly("u1/1/1");
    }

    @Test
    void shouldFindTheSupersededPartAgainWhenNobodyIsAtIt() {
        final UploadState before = upload.state;
        upload.receive(Samples.part(S3, 1, 2));
        upload.state = before;

        final List<SpecificRecord> out = upload.receive(Samples.part(S3, 1, 2));

        assertThat(Fixture.ids(out)).containsExactly("u1/1/1");
    }

    @Test
    void shouldFindTheLatePartAgainWhenTheUploadSeemsReclaimed() {
        upload.receive(Samples.abort(S3, "a"));
        upload.reclaim();
        final UploadState reclaimed = upload.state;
        upload.receive(Samples.part(S3, 3, 1));
        upload.state = reclaimed;

        final List<SpecificRecord> out = upload.receive(Samples.part(S3, 3, 1));

        assertThat(Fixture.ids(out)).containsExactly("u1/3/1");
        assertThat(upload.state.reclaim().state()).isEqualTo(ReclaimState.DELETING);
        assertThat(upload.state.reclaim().looks().empty()).isZero();
    }

    @Test
    void shouldLookAgainWhenTheRoundThatALatePartLedToWasLost() {
        final Fixture whole = new Fixture();
        whole.receive(Samples.created(S3, ReclaimBy.UPLOAD), Samples.abort(S3, "a"));
        whole.reclaim();
        final UploadState reclaimed = whole.state;
        whole.receive(Samples.part(S3, 3, 1));
        whole.state = reclaimed;

        final List<SpecificRecord> out = whole.receive(Samples.part(S3, 3, 1));

        assertThat(Fixture.of(out, AbortRound.class)).hasSize(1);
    }

    @Test
    void shouldNotBeDoneWhenTheCountSaysSoAndTheLedgerDoesNot() {
        final PartDeletion first = Fixture.of(upload.receive(Samples.part(S3, 1, 2)), PartDeletion.class)
                .get(0);
        final UploadState counted = upload.state;
        upload.receive(Samples.part(S3, 2, 2));
        upload.state = counted;

        upload.delete(first);
        final List<SpecificRecord> out = upload.fire();

        assertThat(Fixture.ids(out)).containsExactly("u1/2/1");
    }

    @Test
    void shouldMakeTheHeldPartTheLiveOneWhenTheAssemblyItWaitedForWasLost() {
        final UploadState before = upload.state;
        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1)), Samples.part(S3, 1, 2));
        upload.state = before;

        final List<SpecificRecord> out = upload.receive(Samples.part(S3, 1, 2));

        assertThat(Fixture.ids(out)).containsExactly("u1/1/1");
        assertThat(upload.view.part(LedgerKeys.live(1)))
                .hasValueSatisfying(part -> assertThat(part.generation()).isEqualTo(2));
    }

    @Test
    void shouldWaitOnceWhenTheRecordOfTheWaitingCommandWasLost() {
        final Fixture unknown = new Fixture();
        unknown.receive(Samples.abort(S3, "a"));
        unknown.view.commands.current.clear();

        unknown.receive(Samples.abort(S3, "a"), Samples.created(S3));

        assertThat(unknown.state.waiting()).isZero();
        assertThat(unknown.all(CommandResult.class)).hasSize(1);
    }

    @Test
    void shouldWaitBehindTheOthersWhenTheStateThatCountedItWasLost() {
        final Fixture unknown = new Fixture();
        unknown.receive(Samples.abort(S3, "a"));
        final UploadState before = unknown.state;
        unknown.receive(Samples.abort(S3, "b"));
        unknown.state = before;

        unknown.receive(Samples.abort(S3, "b"), Samples.abort(S3, "c"));

        assertThat(unknown.view.waiting())
                .extracting(StoredCommand::commandId, StoredCommand::sequence)
                .containsExactly(tuple("a", 1L), tuple("b", 2L), tuple("c", 3L));
    }

    @Test
    void shouldDeleteNoPartOfTheObjectWhenTheEndOfTheGracePeriodWasLost() {
        final Fixture unknown = new Fixture(Samples.deletingOrphans().forAtLeastOnce());
        unknown.receive(Samples.part(S3, 1, 1));
        final UploadState before = unknown.state;
        final Map<String, StoredPart> ledger = Map.copyOf(unknown.view.parts.current);
        unknown.pass(unknown.settings.grace());
        unknown.state = before;
        goBack(unknown, ledger);

        // What left before the crash is on its way, and an agent may be slower than the store is with the object.
        unknown.receive(Samples.created(S3), Samples.complete(S3, "c", Samples.firstOf(1)), Samples.assembled(S3, "c"));

        assertThat(unknown.result("c").getHttpStatus()).isEqualTo(200);
        assertThat(unknown.lifecycle()).contains(LifecycleType.ORPHANED);
        assertThat(Fixture.ids(unknown.outputs)).isEmpty();
    }

    @Test
    void shouldCarryOutTheAbortThatHadWaitedWhenOnlyItsResultSurvived() {
        final Fixture unknown = new Fixture();
        unknown.receive(Samples.part(S3, 1, 1), Samples.abort(S3, "a"));
        final UploadState before = unknown.state;
        unknown.receive(Samples.created(S3));
        unknown.state = before;

        final List<SpecificRecord> out = unknown.receive(Samples.created(S3));

        assertThat(unknown.state.status()).isEqualTo(UploadStatus.ABORTED);
        assertThat(unknown.state.waiting()).isZero();
        assertThat(Fixture.ids(out)).containsExactly("u1/1/1");
        assertThat(unknown.all(CommandResult.class)).hasSize(2).containsOnly(unknown.result("a"));
    }

    @Test
    void shouldCarryOutTheAbortThatHadWaitedWhenTheGracePeriodEndsBeforeItsUploadIsReadAgain() {
        final Fixture unknown = new Fixture();
        unknown.receive(Samples.part(S3, 1, 1), Samples.abort(S3, "a"));
        final UploadState before = unknown.state;
        unknown.receive(Samples.created(S3));
        unknown.state = before;

        unknown.pass(unknown.settings.grace());
        final List<SpecificRecord> out = unknown.receive(Samples.created(S3));

        assertThat(unknown.state.status()).isEqualTo(UploadStatus.ABORTED);
        assertThat(Fixture.ids(out)).containsExactly("u1/1/1");
    }

    @Test
    void shouldLetTheAbortHaveItsTurnAgainWhenItHadNotWaited() {
        final Fixture unknown = new Fixture();
        unknown.receive(Samples.part(S3, 1, 1));
        unknown.pass(unknown.settings.grace());
        final UploadState before = unknown.state;
        unknown.receive(Samples.created(S3));
        unknown.receive(Samples.abort(S3, "a"));
        unknown.state = before;

        unknown.receive(Samples.created(S3));
        assertThat(unknown.state.status()).isEqualTo(UploadStatus.IN_PROGRESS);
        unknown.receive(Samples.abort(S3, "a"));

        assertThat(unknown.state.status()).isEqualTo(UploadStatus.ABORTED);
    }

    @Test
    void shouldCarryOutTheAbortThatHadWaitedWhenTheAssemblyFailsAgain() {
        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1)), Samples.abort(S3, "a"));
        final UploadState before = upload.state;
        upload.receive(Samples.assemblyFailed(S3, "c"));
        upload.state = before;

        final List<SpecificRecord> out = upload.receive(Samples.assemblyFailed(S3, "c"));

        assertThat(upload.state.status()).isEqualTo(UploadStatus.ABORTED);
        assertThat(upload.state.waiting()).isZero();
        assertThat(Fixture.ids(out)).containsExactly("u1/1/1", "u1/2/1");
    }

    @Test
    void shouldNotCarryOutTheAbortThatWasForgivenWhenTheObjectWasThere() {
        final Fixture unknown = new Fixture(Samples.SETTINGS.with(new DialectSettings(false, 1, true, Map.of())));
        unknown.receive(Samples.part(S3, 1, 1));
        unknown.receive(Samples.complete(S3, "c", Samples.firstOf(1)), Samples.abort(S3, "a"));
        final UploadState before = unknown.state;
        unknown.receive(Samples.created(S3), Samples.assembled(S3, "c"));
        assertThat(unknown.result("a").getHttpStatus()).isEqualTo(204);
        unknown.state = before;

        unknown.receive(Samples.created(S3), Samples.assembled(S3, "c"));

        assertThat(unknown.state.status()).isEqualTo(UploadStatus.COMPLETED);
        assertThat(Fixture.ids(unknown.outputs)).isEmpty();
    }

    @Test
    void shouldNotLetAnAbortOvertakeTheCompleteWhenTheStateThatCountedBothWasLost() {
        final UploadState before = upload.state;
        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1, 2)), Samples.abort(S3, "a"));
        final StoredCommand waiting = upload.view.command("a").orElseThrow();
        upload.receive(Samples.assembled(S3, "c"));
        upload.state = before;
        upload.view.commands.put("a", waiting);

        upload.receive(Samples.created(S3));
        assertThat(upload.state.status()).isEqualTo(UploadStatus.IN_PROGRESS);
        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1, 2)), Samples.abort(S3, "a"));
        upload.receive(Samples.assembled(S3, "c"));

        assertThat(upload.state.status()).isEqualTo(UploadStatus.COMPLETED);
        assertThat(upload.result("a").getHttpStatus()).isEqualTo(404);
        assertThat(Fixture.ids(upload.outputs)).isEmpty();
    }

    @Test
    void shouldNotDecideAgainWhatTheStateHadAnsweredWhenTheAnswerWasLost() {
        final Fixture unknown = new Fixture();
        unknown.receive(Samples.part(S3, 1, 1), Samples.abort(S3, "a"));
        final StoredCommand waiting = unknown.view.command("a").orElseThrow();
        unknown.pass(unknown.settings.grace());
        unknown.receive(Samples.created(S3));
        unknown.view.commands.put("a", waiting);

        unknown.receive(Samples.created(S3), Samples.complete(S3, "c", Samples.firstOf(1)));
        assertThat(unknown.state.status()).isEqualTo(UploadStatus.COMPLETING);
        unknown.receive(Samples.abort(S3, "a"), Samples.assembled(S3, "c"));

        assertThat(unknown.all(CommandResult.class))
                .extracting(CommandResult::getCommandId, CommandResult::getHttpStatus)
                .containsExactly(tuple("a", 404), tuple("c", 200), tuple("a", 404));
        assertThat(Fixture.ids(unknown.outputs)).isEmpty();
    }

    @Test
    void shouldFindTheUnlistedPartAgainWhenTheWalkWentOnWithoutIt() {
        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1)));
        final Map<String, StoredPart> ledger = Map.copyOf(upload.view.parts.current);
        upload.receive(Samples.assembled(S3, "c"));
        goBack(upload, ledger);
        upload.now = upload.state.armedAt();
        upload.fire();
        goBack(upload, ledger);

        final List<SpecificRecord> out = upload.pass(Duration.ofSeconds(1));

        assertThat(Fixture.ids(out)).containsExactly("u1/2/1");
        assertThat(upload.state.reclaim().state()).isEqualTo(ReclaimState.DELETING);
    }

    @Test
    void shouldForgetTheCommandWhenOnlyItsRecordSurvived() {
        final Fixture unknown = new Fixture();
        unknown.receive(Samples.retry(S3, "r"));
        unknown.state = null;

        unknown.receive(Samples.retry(S3, "r"));
        unknown.pass(unknown.settings.grace().plus(unknown.settings.retention()));

        assertThat(unknown.state).isNull();
        assertThat(unknown.view.commands.current).isEmpty();
    }

    @Test
    void shouldAnswerTheCompleterWhenItsResultWasLost() {
        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1)));
        final StoredCommand waiting = upload.view.command("c").orElseThrow();
        upload.receive(Samples.assemblyFailed(S3, "c"));
        upload.view.commands.put("c", waiting);
        upload.outputs.clear();

        upload.receive(Samples.assemblyFailed(S3, "c"));

        assertThat(upload.result("c").getHttpStatus()).isEqualTo(500);
        assertThat(upload.state.status()).isEqualTo(UploadStatus.IN_PROGRESS);
    }

    @Test
    void shouldAnswerWhoeverIsLeftWhenTheUploadIsForgotten() {
        upload.receive(Samples.abort(S3, "a"));
        upload.reclaim();
        upload.view.commands.put("lost", StoredCommand.waiting("lost", 1, Samples.abort(S3, "lost"), null));

        upload.pass(upload.settings.retention());

        assertThat(upload.result("lost").getHttpStatus()).isEqualTo(404);
        assertThat(upload.view.commands.current).isEmpty();
    }

    private static void goBack(final Fixture upload, final Map<String, StoredPart> ledger) {
        upload.view.parts.current.clear();
        upload.view.parts.current.putAll(ledger);
    }
}
