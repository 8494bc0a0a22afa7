/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.core.Decision;
import io.mopup.core.Decision.CommandChange;
import io.mopup.core.Decision.PartChange;
import io.mopup.core.LedgerKeys;
import io.mopup.core.StoredCommand;
import io.mopup.core.StoredPart;
import io.mopup.core.StoredPart.Mark;
import io.mopup.events.CommandResult;
import io.mopup.events.Operation;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadStoresTest {
    @TempDir
    Path directory;

    private TestStores all;
    private UploadStores stores;

    @BeforeEach
    void open() {
        all = new TestStores(directory);
        stores = all.uploads();
    }

    @AfterEach
    void close() {
        assertThat(all.openIterators()).isZero();
        all.close();
    }

    @Test
    void shouldShowTheLedgerOfOneUploadWhenOthersAreCalledAlmostTheSame() {
        for (final String upload : List.of("u", "u1", "u10", "u1/", "u1%2F", "u/1")) {
            put(upload, live(1), live(2));
        }

        assertThat(stores.view("u1").partsAfter(LedgerKeys.START, 10)).containsExactly(live(1), live(2));
        assertThat(stores.view("u1").partsAfter(LedgerKeys.live(1), 10)).containsExactly(live(2));
        assertThat(stores.view("u1/").partsAfter(LedgerKeys.START, 1)).containsExactly(live(1));
        assertThat(stores.view("u2").partsAfter(LedgerKeys.START, 10)).isEmpty();
        assertThat(stores.view("u10").part(LedgerKeys.live(2))).contains(live(2));
    }

    @Test
    void shouldRemoveOneEntryWhenToldTo() {
        put("u1", live(1), live(2));
        apply("u1", decision(List.of(new PartChange.Remove(LedgerKeys.live(1))), List.of()));

        assertThat(stores.view("u1").partsAfter(LedgerKeys.START, 10)).containsExactly(live(2));
    }

    @Test
    void shouldShowWaitingCommandsInOrderOfArrivalWhenThereAreMoreThanTen() {
        IntStream.rangeClosed(1, 12).forEach(number -> wait("u1", "c" + (20 - number), number));
        wait("u10", "other", 1);

        assertThat(stores.view("u1").waiting())
                .extracting(StoredCommand::sequence)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 12).mapToObj(Long::valueOf).toList());
        assertThat(stores.view("u1").commands(5)).hasSize(5);
        assertThat(stores.view("u1").command("c19")).get().matches(StoredCommand::isWaiting);
    }

    @Test
    void shouldShowACommandAsWaitingNoLongerWhenItIsAnswered() {
        wait("u1", "c/1", 1);
        wait("u1", "c/2", 2);
        final StoredCommand answered = new StoredCommand("c/1", 1, null, result("c/1"), null);
        apply("u1", decision(List.of(), List.of(new CommandChange.Put(answered))));

        assertThat(stores.view("u1").waiting())
                .extracting(StoredCommand::commandId)
                .containsExactly("c/2");
        assertThat(stores.view("u1").command("c/1")).contains(answered);
        assertThat(stores.commands().get(StoreKeys.waiting("u1", 1))).isNull();
    }

    @Test
    void shouldNotShowAnAnsweredCommandWhenACrashLeftItInTheIndex() {
        wait("u1", "c1", 1);
        final StoredCommand answered = new StoredCommand("c1", 1, null, result("c1"), null);
        stores.commands().put(StoreKeys.command("u1", "c1"), StoredValues.COMMAND.encode(answered));

        assertThat(stores.view("u1").waiting()).isEmpty();
    }

    @Test
    void shouldShowACommandOnceWhenACrashLeftItsOldPlaceInTheIndex() {
        wait("u1", "c1", 1);
        wait("u1", "c1", 2);

        assertThat(stores.view("u1").waiting())
                .extracting(StoredCommand::sequence)
                .containsExactly(2L);
    }

    @Test
    void shouldForgetEverythingWhenCommandsAreRemoved() {
        wait("u1", "c1", 1);
        final StoredCommand command = stores.view("u1").command("c1").orElseThrow();
        apply("u1", decision(List.of(), List.of(new CommandChange.Remove(command))));

        try (var left = stores.commands().all()) {
            assertThat(left.hasNext()).isFalse();
        }
    }

    private void put(final String upload, final StoredPart... parts) {
        for (final StoredPart part : parts) {
            apply(upload, decision(List.of(new PartChange.Put(part)), List.of()));
        }
    }

    private void wait(final String upload, final String commandId, final long sequence) {
        final StoredCommand command =
                new StoredCommand(commandId, sequence, TestRecords.abort(upload, commandId), null, null);
        apply(upload, decision(List.of(), List.of(new CommandChange.Put(command))));
    }

    private void apply(final String upload, final Decision decision) {
        stores.writes(upload, null, decision).forEach(StoreWrite::apply);
    }

    private static Decision decision(final List<PartChange> parts, final List<CommandChange> commands) {
        return new Decision(null, List.of(), parts, commands, 0);
    }

    private static StoredPart live(final int partNumber) {
        return new StoredPart(partNumber, 1, "locator", 1, null, null, null, null, 0, Mark.LIVE, null);
    }

    private static CommandResult result(final String commandId) {
        return new CommandResult(
                commandId,
                Operation.ABORT_MULTIPART_UPLOAD,
                TestRecords.identity("u1"),
                204,
                null,
                null,
                Map.of(),
                false,
                UploadStatus.ABORTED,
                ReclaimState.NONE,
                null,
                TestRecords.TIME);
    }
}
