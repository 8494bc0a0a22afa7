/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.ListedPart;
import io.mopup.events.RoundOutcome;
import io.mopup.events.UploadIdentity;
import io.mopup.storage.Deleted;
import io.mopup.storage.NoSuchUploadException;
import io.mopup.storage.StoredObject;
import io.mopup.storage.SweepResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Each test lets threads of different stores on one root collide; what they were told must agree with the disk. */
class RaceTest {
    private static final int ROUNDS = 60;
    private static final int WRITERS = 4;
    private static final int PARTS = 6;
    private static final byte[] BYTES = new byte[10];

    @TempDir
    Path root;

    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
    private FileSystemPartStorage frontEnd;
    private FileSystemPartStorage agent;

    @BeforeEach
    void openStores() {
        frontEnd = Uploads.store(root);
        agent = FileSystemPartStorage.open(root, Uploads.NO_FSYNC);
    }

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @RepeatedTest(ROUNDS)
    void shouldLeaveNothingWhenWritersRaceASweep() throws Exception {
        final UploadIdentity upload = Uploads.s3("u1");
        frontEnd.create(upload);
        final CyclicBarrier start = new CyclicBarrier(WRITERS + 1);
        final List<Future<Integer>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            final int first = writer * PARTS + 1;
            writers.add(threads.submit(() -> {
                start.await();
                return writeUntilAborted(upload, first);
            }));
        }
        start.await();
        final SweepResult sweep = agent.sweep(upload);
        int stored = 0;
        for (final Future<Integer> writer : writers) {
            stored += writer.get();
        }

        // A part can have been found by the sweep although its writer was told 404, but never the other way round.
        assertThat(sweep.partsFreed()).isGreaterThanOrEqualTo(stored).isEqualTo(sweep.partsFound());
        assertThat(Uploads.files(root.resolve("uploads"))).isEmpty();
        assertThat(agent.sweep(upload).outcome()).isEqualTo(RoundOutcome.EMPTY);
        assertThat(root.resolve("uploads/bucket/u1")).doesNotExist();
    }

    @RepeatedTest(ROUNDS)
    void shouldHaveOneWinnerWhenAnAssemblyRacesASweep() throws Exception {
        final UploadIdentity upload = Uploads.s3("u1");
        frontEnd.create(upload);
        final List<ListedPart> parts = new ArrayList<>();
        for (int part = 1; part <= PARTS; part++) {
            Uploads.write(frontEnd, upload, part, part, BYTES);
            parts.add(Uploads.listed(part, part));
        }
        final CyclicBarrier start = new CyclicBarrier(3);
        final Callable<Optional<StoredObject>> assembly = () -> {
            start.await();
            try {
                return Optional.of(frontEnd.assemble(upload, parts));
            } catch (final NoSuchUploadException e) {
                return Optional.empty();
            }
        };
        final Future<Optional<StoredObject>> first = threads.submit(assembly);
        final Future<Optional<StoredObject>> second = threads.submit(assembly);
        start.await();
        final SweepResult sweep = agent.sweep(upload);

        assertThat(first.get()).isEqualTo(second.get());
        assertThat(first.get().isPresent()).isEqualTo(sweep.equals(SweepResult.NOT_FOUND));
        assertThat(Uploads.files(root.resolve("objects"))).hasSize(first.get().isPresent() ? 1 : 0);
        agent.sweep(upload);
        assertThat(Uploads.files(root.resolve("uploads"))).isEmpty();
    }

    @RepeatedTest(ROUNDS / 3)
    void shouldFreeTheBytesOnceWhenDeletionsRace() throws Exception {
        final UploadIdentity upload = Uploads.s3("u1");
        frontEnd.create(upload);
        final String locator = Uploads.write(frontEnd, upload, 1, 1, BYTES).locator();
        final CyclicBarrier start = new CyclicBarrier(WRITERS);
        final List<Future<Deleted>> deletions = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            deletions.add(threads.submit(() -> {
                start.await();
                return agent.delete(upload, locator);
            }));
        }
        long freed = 0;
        for (final Future<Deleted> deletion : deletions) {
            freed += deletion.get().bytesFreed();
        }

        assertThat(freed).isEqualTo(BYTES.length);
    }

    private int writeUntilAborted(final UploadIdentity upload, final int first) {
        for (int written = 0; written < PARTS; written++) {
            try {
                Uploads.write(frontEnd, upload, first + written, first + written, BYTES);
            } catch (final NoSuchUploadException e) {
                return written;
            }
        }
        return PARTS;
    }
}
