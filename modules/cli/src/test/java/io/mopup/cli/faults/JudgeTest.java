/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import static io.mopup.cli.faults.Forgery.BEGIN;
import static io.mopup.cli.faults.Forgery.abort;
import static io.mopup.cli.faults.Forgery.assembled;
import static io.mopup.cli.faults.Forgery.complete;
import static io.mopup.cli.faults.Forgery.completing;
import static io.mopup.cli.faults.Forgery.created;
import static io.mopup.cli.faults.Forgery.deletion;
import static io.mopup.cli.faults.Forgery.lifecycle;
import static io.mopup.cli.faults.Forgery.locator;
import static io.mopup.cli.faults.Forgery.look;
import static io.mopup.cli.faults.Forgery.part;
import static io.mopup.cli.faults.Forgery.reclaimed;
import static io.mopup.cli.faults.Forgery.result;
import static io.mopup.cli.faults.Forgery.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.AbortRound;
import io.mopup.events.AbortRoundReport;
import io.mopup.events.CommandResult;
import io.mopup.events.LifecycleType;
import io.mopup.events.Operation;
import io.mopup.events.ParkReason;
import io.mopup.events.PartUploaded;
import io.mopup.events.ReclaimState;
import io.mopup.events.RoundOutcome;
import io.mopup.events.UploadLifecycle;
import io.mopup.events.UploadSnapshot;
import io.mopup.events.UploadStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The judge says nothing about records and files as they should be, and the right thing about each way in which they
 * should not: {@code gone} is aborted, {@code kept} completed where its parts lie, {@code copied} completed into a file,
 * {@code open} neither.
 */
class JudgeTest {
    private static final Instant FIRST = BEGIN.plusSeconds(10);
    private static final Instant SECOND = FIRST.plus(Timing.QUIET_PERIOD);
    private static final String OBJECT = "objects/b/k-copied";

    @TempDir
    private Path root;

    private final List<SpecificRecord> records = new ArrayList<>();
    private final List<String> asked = new ArrayList<>(List.of("c-gone", "c-gone", "c-kept", "c-copied"));
    private final List<String> deadLetters = new ArrayList<>();

    @BeforeEach
    void allIsWell() throws IOException {
        Files.createDirectories(root.resolve("uploads"));
        Files.createDirectories(root.resolve("objects"));
        Files.createDirectories(root.resolve("ended/b"));
        Files.writeString(root.resolve("ended/b/gone"), "state=aborted");
        aborted("gone");
        completed("kept", null);
        keep(part("kept", 1, 2));
        keep(part("kept", 2, 1));
        completed("copied", OBJECT);
        write(OBJECT, Forgery.bytes("copied", 1, 2), Forgery.bytes("copied", 2, 1));
        add(created("open"), part("open", 1, 1), part("open", 1, 2), deletion(part("open", 1, 1)));
        add(snapshot("open", UploadStatus.IN_PROGRESS, ReclaimState.NONE));
        keep(part("open", 1, 2));
    }

    @Test
    void shouldSayNothingWhenEveryPromiseWasKept() throws IOException {
        assertThat(verdict()).isEmpty();
    }

    @Test
    void shouldSayNothingOfACommandForAnUploadThatNobodyCreated() throws IOException {
        add(abort("never", "c-never"));
        add(result("never", "c-never", Operation.ABORT_MULTIPART_UPLOAD, 404, UploadStatus.UNKNOWN));
        asked.add("c-never");
        assertThat(verdict()).isEmpty();
    }

    @Test
    void shouldFindALeakWhenAPartOfAnAbortedUploadIsLeft() throws IOException {
        keep(part("gone", 1, 1));
        assertThat(verdict())
                .contains("I1 nothing leaks: " + locator("gone", 1, 1) + " is left")
                .anyMatch(line -> line.startsWith("I5"));
    }

    @Test
    void shouldFindALeakWhenNobodyKnowsOfTheFile() throws IOException {
        write("uploads/b/kept/00003.0000000000000000001.0f.tmp", new byte[3]);
        write("objects/b/k-gone", new byte[3]);
        assertThat(verdict())
                .containsExactly(
                        "I1 nothing leaks: objects/b/k-gone is left",
                        "I1 nothing leaks: uploads/b/kept/00003.0000000000000000001.0f.tmp is left");
    }

    @Test
    void shouldFindALeakWhenASupersededOrUnlistedPartIsLeft() throws IOException {
        add(part("kept", 3, 1));
        keep(part("open", 1, 1));
        keep(part("kept", 1, 1));
        keep(part("kept", 3, 1));
        assertThat(verdict())
                .containsExactly(
                        "I1 nothing leaks: " + locator("kept", 1, 1) + " is left",
                        "I1 nothing leaks: " + locator("kept", 3, 1) + " is left",
                        "I1 nothing leaks: " + locator("open", 1, 1) + " is left");
    }

    @Test
    void shouldFindALeakWhenTheDirectoryOfAnUploadOutlivesIt() throws IOException {
        Files.createDirectories(root.resolve("uploads/b/gone"));
        Files.createDirectories(root.resolve("uploads/b/copied"));
        Files.delete(root.resolve(locator("open", 1, 2)));
        assertThat(verdict())
                .contains("I1 nothing leaks: uploads/b/copied/ is left", "I1 nothing leaks: uploads/b/gone/ is left")
                .doesNotContain("I1 nothing leaks: uploads/b/open/ is left");
    }

    @Test
    void shouldFindALossWhenAListedPartIsGone() throws IOException {
        Files.delete(root.resolve(locator("kept", 2, 1)));
        assertThat(verdict())
                .containsExactly("I2 nothing live is lost: " + locator("kept", 2, 1) + " is gone or has other bytes");
    }

    @Test
    void shouldFindALossWhenAListedPartHasOtherBytes() throws IOException {
        write(locator("kept", 1, 2), new byte[Forgery.bytes("kept", 1, 2).length]);
        assertThat(verdict())
                .containsExactly("I2 nothing live is lost: " + locator("kept", 1, 2) + " is gone or has other bytes");
    }

    @Test
    void shouldFindALossWhenAnObjectIsGoneOrShortOrHasItsPartsInAnotherOrder() throws IOException {
        final String loss = "I2 nothing live is lost: " + OBJECT + " of copied is gone or has other bytes";
        write(OBJECT, Forgery.bytes("copied", 2, 1), Forgery.bytes("copied", 1, 2));
        assertThat(verdict()).containsExactly(loss);
        write(OBJECT, Forgery.bytes("copied", 1, 2));
        assertThat(verdict()).containsExactly(loss);
        Files.delete(root.resolve(OBJECT));
        assertThat(verdict()).containsExactly(loss);
    }

    @Test
    void shouldFindALossWhenAPartOfAnOpenUploadIsGone() throws IOException {
        Files.delete(root.resolve(locator("open", 1, 2)));
        assertThat(verdict())
                .containsExactly("I2 nothing live is lost: " + locator("open", 1, 2) + " is gone or has other bytes");
    }

    @Test
    void shouldFindTheOrderWhenADeletionOfAListedPartWasPublished() throws IOException {
        add(deletion(part("copied", 2, 1)));
        assertThat(verdict()).containsExactly("I2 nothing live is lost: a deletion was published for copied/2/1");
    }

    @Test
    void shouldFindTheOrderWhenARoundForACompletedUploadWasPublished() throws IOException {
        add(AbortRound.newBuilder()
                .setIdentity(Forgery.identity("kept"))
                .setRound(1)
                .setAttempt(1)
                .setRequestedAt(BEGIN)
                .build());
        assertThat(verdict()).containsExactly("I2 nothing live is lost: an abort round was published for kept");
    }

    @Test
    void shouldFindTwoWinnersWhenAbortAndCompleteWereBothAccepted() throws IOException {
        add(result("kept", "c-2", Operation.ABORT_MULTIPART_UPLOAD, 204, UploadStatus.ABORTED));
        asked.add("c-2");
        assertThat(verdict())
                .containsExactly(
                        "I3 one winner: kept is COMPLETED, and ABORT_MULTIPART_UPLOAD was answered 204 ABORTED",
                        "I3 one winner: kept is COMPLETED, and ABORT_MULTIPART_UPLOAD was accepted");
    }

    @Test
    void shouldFindTheContradictionWhenAnAcceptedCommandWasToldAnotherState() throws IOException {
        add(result("gone", "c-3", Operation.ABORT_MULTIPART_UPLOAD, 204, UploadStatus.IN_PROGRESS));
        asked.add("c-3");
        assertThat(verdict())
                .containsExactly(
                        "I3 one winner: gone is ABORTED, and ABORT_MULTIPART_UPLOAD was answered 204 IN_PROGRESS");
    }

    @Test
    void shouldFindTheContradictionWhenARefusedCommandWasToldAnotherEnd() throws IOException {
        add(result("kept", "c-6", Operation.ABORT_MULTIPART_UPLOAD, 404, UploadStatus.COMPLETED));
        add(result("gone", "c-7", Operation.COMPLETE_MULTIPART_UPLOAD, 404, UploadStatus.COMPLETED));
        asked.addAll(List.of("c-6", "c-7"));
        assertThat(verdict())
                .containsExactly(
                        "I3 one winner: gone is ABORTED, and COMPLETE_MULTIPART_UPLOAD was answered 404 COMPLETED");
    }

    @Test
    void shouldFindTheContradictionWhenAnUploadIsAbortedWithoutAnAcceptedAbort() throws IOException {
        records.removeIf(record ->
                record instanceof CommandResult result && result.getCommandId().equals("c-gone"));
        add(result("gone", "c-gone", Operation.ABORT_MULTIPART_UPLOAD, 404, UploadStatus.UNKNOWN));
        assertThat(verdict())
                .containsExactly("I3 one winner: gone is ABORTED, and ABORT_MULTIPART_UPLOAD was never accepted");
    }

    @Test
    void shouldFindTheContradictionWhenTheLifecycleTellsTwoEnds() throws IOException {
        add(lifecycle("gone", LifecycleType.COMPLETED, "c-9"));
        assertThat(verdict()).containsExactly("I3 one winner: gone is ABORTED, and its lifecycle has 1 COMPLETED");
    }

    @Test
    void shouldMissTheResultWhenACommandHasNone() throws IOException {
        asked.add("c-4");
        assertThat(verdict()).containsExactly("I4 one result: command c-4 has none");
    }

    @Test
    void shouldFindTheDifferenceWhenARepeatedCommandGotAnotherResult() throws IOException {
        asked.add("c-kept");
        add(result("kept", "c-kept", Operation.COMPLETE_MULTIPART_UPLOAD, 404, UploadStatus.COMPLETED));
        assertThat(verdict()).singleElement().asString().startsWith("I4 one result: command c-kept has different ones");
    }

    @Test
    void shouldFindTheSurplusWhenACommandGotMoreResultsThanItWasSent() throws IOException {
        add(result("kept", "c-kept", Operation.COMPLETE_MULTIPART_UPLOAD, 200, UploadStatus.COMPLETED));
        assertThat(verdict()).containsExactly("I4 one result: command c-kept was sent 1 times and has 2");
    }

    @Test
    void shouldFindTheResultThatNobodyAskedFor() throws IOException {
        add(result("open", "c-5", Operation.ABORT_MULTIPART_UPLOAD, 404, UploadStatus.IN_PROGRESS));
        assertThat(verdict()).containsExactly("I4 one result: nobody sent command c-5");
    }

    @Test
    void shouldNotBelieveAReceiptWhoseLooksAreTooCloseTogether() throws IOException {
        final Instant early = SECOND.minusMillis(1);
        replace(UploadLifecycle.class, event -> event.getReceipt() != null, reclaimed("gone", FIRST, early));
        replace(AbortRoundReport.class, report -> report.getRound() == 2, look("gone", 2, early, RoundOutcome.EMPTY));
        assertThat(verdict()).containsExactly("I5 RECLAIMED means verified: the looks at gone are only PT0.999S apart");
    }

    @Test
    void shouldNotBelieveAReceiptWhoseLooksNoAgentReported() throws IOException {
        replace(
                AbortRoundReport.class,
                report -> report.getRound() == 2,
                look("gone", 2, SECOND, RoundOutcome.LEFTOVERS));
        assertThat(verdict()).containsExactly("I5 RECLAIMED means verified: no agent saw gone empty at " + SECOND);
    }

    @Test
    void shouldNotBelieveAReclaimWithoutAReceipt() throws IOException {
        replace(
                UploadLifecycle.class,
                event -> event.getReceipt() != null,
                lifecycle("gone", LifecycleType.RECLAIMED, null));
        assertThat(verdict()).containsExactly("I5 RECLAIMED means verified: gone has no receipt");
    }

    @Test
    void shouldFindWhatIsStillToBeDone() throws IOException {
        add(created("late"), snapshot("open", UploadStatus.IN_PROGRESS, ReclaimState.DELETING));
        add(UploadSnapshot.newBuilder(snapshot("gone", UploadStatus.ABORTED, ReclaimState.PARKED))
                .setParkReason(ParkReason.NO_REPORT)
                .build());
        assertThat(verdict())
                .containsExactly(
                        "I6 nothing waits: gone is ABORTED/PARKED because of NO_REPORT",
                        "I6 nothing waits: late is created, and no snapshot of it was published",
                        "I6 nothing waits: open is IN_PROGRESS/DELETING");
    }

    @Test
    void shouldFindTheAssemblyThatNobodyEnded() throws IOException {
        add(created("slow"), snapshot("slow", UploadStatus.COMPLETING, ReclaimState.NONE));
        assertThat(verdict()).containsExactly("I6 nothing waits: slow is COMPLETING/NONE");
    }

    @Test
    void shouldReportEveryDeadLetter() throws IOException {
        deadLetters.add("UNDECODABLE");
        assertThat(verdict()).containsExactly("A dead letter: UNDECODABLE");
    }

    private List<String> verdict() throws IOException {
        return Judge.violations(new Evidence(records, asked, deadLetters), StoreFiles.at(root));
    }

    private void aborted(final String uploadId) {
        final CommandResult yes =
                result(uploadId, "c-" + uploadId, Operation.ABORT_MULTIPART_UPLOAD, 204, UploadStatus.ABORTED);
        add(created(uploadId), part(uploadId, 1, 1), abort(uploadId, "c-" + uploadId), yes, yes);
        add(lifecycle(uploadId, LifecycleType.ABORTED, "c-" + uploadId), deletion(part(uploadId, 1, 1)));
        add(look(uploadId, 1, FIRST, RoundOutcome.EMPTY), look(uploadId, 2, SECOND, RoundOutcome.EMPTY));
        add(reclaimed(uploadId, FIRST, SECOND));
        add(snapshot(uploadId, UploadStatus.ABORTED, ReclaimState.RECLAIMED));
    }

    private void completed(final String uploadId, final String location) {
        final PartUploaded one = part(uploadId, 1, 2);
        final PartUploaded two = part(uploadId, 2, 1);
        final String command = "c-" + uploadId;
        add(created(uploadId), part(uploadId, 1, 1), one, two, deletion(part(uploadId, 1, 1)));
        add(complete(uploadId, command), completing(uploadId, command, one, two));
        add(assembled(uploadId, command, location), lifecycle(uploadId, LifecycleType.COMPLETED, command));
        add(result(uploadId, command, Operation.COMPLETE_MULTIPART_UPLOAD, 200, UploadStatus.COMPLETED));
        add(snapshot(uploadId, UploadStatus.COMPLETED, ReclaimState.NONE));
    }

    private void add(final SpecificRecord... more) {
        records.addAll(List.of(more));
    }

    private <T> void replace(final Class<T> type, final Predicate<T> which, final SpecificRecord by) {
        assertThat(records.removeIf(record -> type.isInstance(record) && which.test(type.cast(record))))
                .isTrue();
        add(by);
    }

    private void keep(final PartUploaded part) throws IOException {
        write(
                part.getLocator(),
                Forgery.bytes(part.getIdentity().getUploadId(), part.getPartNumber(), part.getGeneration()));
    }

    private void write(final String file, final byte[]... bytes) throws IOException {
        final Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, new byte[0]);
        for (final byte[] some : bytes) {
            Files.write(path, some, StandardOpenOption.APPEND);
        }
    }
}
