/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.demo;

import io.mopup.cli.demo.PlannedUpload.Fate;
import io.mopup.client.ClientConfig;
import io.mopup.client.MopupClient;
import io.mopup.client.MopupClientException;
import io.mopup.client.RecordFollower;
import io.mopup.client.StartAt;
import io.mopup.contract.MopupTopic;
import io.mopup.events.CommandResult;
import io.mopup.events.UploadLifecycle;
import io.mopup.events.UploadSnapshot;
import io.mopup.storage.PartStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * Races uploads against aborts on a running Mopup until everything is final, and checks the outcome three times over:
 * the answers to the commands, the books of stored and freed bytes, and the files themselves.
 */
public final class Demo {
    private final DemoSettings settings;
    private final ClientConfig config;
    private final PartStorage storage;
    private final Path store;
    private final List<PlannedUpload> plan;
    private final CommandAudit commands = new CommandAudit();
    private final StoredGenerations books = new StoredGenerations();

    /**
     * A run that has not begun.
     *
     * @param storage what front ends write through
     * @param store the root directory of that storage
     */
    public Demo(final DemoSettings settings, final ClientConfig config, final PartStorage storage, final Path store) {
        this.settings = settings;
        this.config = config;
        this.storage = storage;
        this.store = store;
        this.plan = DemoPlan.of(settings, "demo-" + Long.toString(Instant.now().getEpochSecond(), Character.MAX_RADIX));
    }

    /**
     * Runs to the end.
     *
     * @param watch is shown every lifecycle event, from a thread of the run
     * @param progress is shown how far the run is, from time to time
     * @throws MopupClientException if something does not become final, or a command is not answered
     */
    public DemoReport run(final Consumer<UploadLifecycle> watch, final Consumer<DemoProgress> progress)
            throws IOException {
        final ExecutorService uploaders = Executors.newFixedThreadPool(settings.uploaders());
        final ExecutorService connections = Executors.newCachedThreadPool();
        final DiskCheck disk = DiskCheck.begin(store);
        // Every position is taken before anything is published, so that nothing of this run is missed.
        try (MopupClient client = new MopupClient(config);
                MopupClient rival = new MopupClient(config);
                RecordFollower<CommandResult> results =
                        client.followAll(MopupTopic.RESULTS, CommandResult.class, StartAt.NOW);
                RecordFollower<SpecificRecord> reports =
                        client.followAll(MopupTopic.STORAGE_REPORTS, SpecificRecord.class, StartAt.NOW);
                RecordFollower<UploadSnapshot> snapshots =
                        client.followAll(MopupTopic.UPLOADS, UploadSnapshot.class, StartAt.NOW)) {
            final FrontEnd frontEnd = new FrontEnd(storage, client, commands, books);
            final UploadClient uploads = new UploadClient(frontEnd, client, rival, commands, connections);
            try (LifecycleListener listener = new LifecycleListener(
                    client.followAll(MopupTopic.LIFECYCLE, UploadLifecycle.class, StartAt.NOW),
                    plan,
                    watch,
                    frontEnd)) {
                final List<CompletableFuture<Optional<String>>> running = plan.stream()
                        .map(upload -> CompletableFuture.supplyAsync(() -> uploads.run(upload), uploaders))
                        .toList();
                final FinalStates states = new FinalStates(plan, snapshots);
                states.await(running, listener, books, progress);
                results.drain(commands::published);
                reports.drain(books::reported);
                return report(states, answers(running), disk);
            }
        } finally {
            uploaders.shutdownNow();
            connections.shutdownNow();
        }
    }

    private DemoReport report(final FinalStates states, final List<String> answers, final DiskCheck disk)
            throws IOException {
        final List<PlannedUpload> completed = states.completed();
        final DiskCheck.Findings findings = disk.end(completed);
        final long bytesLive =
                completed.stream().mapToLong(PartContent::objectSize).sum();
        final List<String> sums = books.bytesStored() == books.bytesFreed() + bytesLive
                ? List.of()
                : List.of("Bytes do not add up: " + books.bytesStored() + " stored, " + books.bytesFreed() + " freed, "
                        + bytesLive + " live");
        return new DemoReport(
                plan.size(),
                plan.size() - completed.size(),
                completed.size(),
                (int) plan.stream().filter(upload -> upload.fate() == Fate.RACE).count(),
                books.partsStored(),
                books.superseded(),
                books.partsFreed(),
                books.bytesStored(),
                books.bytesFreed(),
                bytesLive,
                states.receipts(),
                findings.leaked(),
                findings.lost().stream().map(PlannedUpload::uploadId).toList(),
                Stream.of(answers, commands.problems(), books.problems(completed), sums)
                        .flatMap(List::stream)
                        .toList());
    }

    private static List<String> answers(final List<CompletableFuture<Optional<String>>> running) {
        try {
            return running.stream()
                    .map(CompletableFuture::join)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (final CompletionException e) {
            throw new MopupClientException(
                    "An upload could not be carried out: " + e.getCause().getMessage(), e);
        }
    }
}
