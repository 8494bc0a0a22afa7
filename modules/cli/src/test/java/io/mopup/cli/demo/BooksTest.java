/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.demo;

import static io.mopup.cli.demo.Planned.part;
import static io.mopup.cli.demo.Planned.upload;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.AbortRoundReport;
import io.mopup.events.CommandResult;
import io.mopup.events.ObservedPart;
import io.mopup.events.PartDeleted;
import io.mopup.events.RoundOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class BooksTest {
    private static final PlannedPart FIRST = part(1, 1, 10);
    private static final PlannedPart SECOND = part(1, 2, 20);
    private static final PlannedUpload UPLOAD = upload("u1", FIRST, SECOND);

    private final StoredGenerations books = new StoredGenerations();

    @Test
    void shouldBalanceWhenTheLiveOneIsKeptAndTheOtherFreed() {
        store(FIRST);
        store(SECOND);
        books.reported(deleted(FIRST, true, 10));
        assertThat(books.problems(List.of(UPLOAD))).isEmpty();
        assertThat(books.superseded()).isEqualTo(1);
        assertThat(books.bytesStored()).isEqualTo(30);
        assertThat(books.bytesFreed()).isEqualTo(10);
    }

    @Test
    void shouldComplainWhenNothingWasReported() {
        store(FIRST);
        books.reported(deleted(FIRST, false, 0));
        assertThat(books.problems(List.of())).singleElement().asString().contains("never reported freed");
    }

    @Test
    void shouldComplainWhenALivePartWasFreed() {
        store(SECOND);
        books.reported(deleted(SECOND, true, 20));
        assertThat(books.problems(List.of(upload("u1", SECOND))))
                .singleElement()
                .asString()
                .contains("an agent freed it");
    }

    @Test
    void shouldComplainWhenBytesWereFreedTwiceOrDiffer() {
        store(FIRST);
        books.reported(deleted(FIRST, true, 9));
        books.reported(deleted(FIRST, true, 10));
        assertThat(books.problems(List.of())).hasSize(2);
    }

    @Test
    void shouldCountAsStoredWhenARoundSweptWhatTheStoreRefused() {
        books.attempted(UPLOAD, FIRST);
        assertThat(books.partsStored()).isZero();
        books.reported(round(observed(1, 10), observed(0, 5)));
        assertThat(books.partsStored()).isEqualTo(1);
        assertThat(books.bytesStored()).isEqualTo(10);
        assertThat(books.problems(List.of())).isEmpty();
    }

    @Test
    void shouldIgnoreReportsWhenTheyAreOfAnotherRun() {
        books.reported(deleted(FIRST, true, 10));
        assertThat(books.partsFreed()).isZero();
    }

    @Test
    void shouldComplainWhenACommandHasNotExactlyOneResult() {
        final CommandAudit audit = new CommandAudit();
        final String once = audit.next();
        final String twice = audit.next();
        final String never = audit.next();
        List.of(once, twice, twice).forEach(commandId -> audit.published(result(commandId)));
        assertThat(audit.problems())
                .containsExactlyInAnyOrder(
                        "Command " + twice + " has 2 results", "Command " + never + " has no result");
    }

    private void store(final PlannedPart part) {
        books.attempted(UPLOAD, part);
        books.stored(UPLOAD, part);
    }

    private static PartDeleted deleted(final PlannedPart part, final boolean found, final long bytes) {
        final PartDeleted report = new PartDeleted();
        report.setIdentity(UPLOAD.identity());
        report.setPartNumber(part.partNumber());
        report.setGeneration(part.generation());
        report.setFound(found);
        report.setBytesFreed(bytes);
        return report;
    }

    private static AbortRoundReport round(final ObservedPart... leftovers) {
        final AbortRoundReport report = new AbortRoundReport();
        report.setIdentity(UPLOAD.identity());
        report.setOutcome(RoundOutcome.LEFTOVERS);
        report.setLeftovers(List.of(leftovers));
        return report;
    }

    private static ObservedPart observed(final int partNumber, final long size) {
        return ObservedPart.newBuilder()
                .setPartNumber(partNumber)
                .setGeneration(partNumber == 0 ? null : 1L)
                .setSize(size)
                .setDeleted(true)
                .build();
    }

    private static CommandResult result(final String commandId) {
        final CommandResult result = new CommandResult();
        result.setCommandId(commandId);
        return result;
    }
}
