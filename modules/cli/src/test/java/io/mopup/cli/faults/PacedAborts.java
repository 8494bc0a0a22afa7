/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.client.ClientConfig;
import io.mopup.client.MopupClient;
import io.mopup.events.CommandResult;
import io.mopup.events.Dialect;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.UploadIdentity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Begins an upload every so often, whether or not the ones before were answered, gives it a part and aborts it. So a
 * pause is met by all who come in it, and not only by the first one.
 */
final class PacedAborts implements AutoCloseable {
    private static final long GAP_MS = 100;
    private static final int PART_BYTES = 1_000;

    private final String name;
    private final FrontEnd frontEnd;
    private final Pace pace = new Pace();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final MopupClient client;
    private final Desk desk;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final ConcurrentLinkedQueue<Long> millis = new ConcurrentLinkedQueue<>();
    /** When the commands were sent that wait for their answers, by number. */
    private final Map<Integer, Long> waiting = new ConcurrentHashMap<>();

    private final AtomicInteger sent = new AtomicInteger();

    /**
     * Connects; nothing is published yet.
     *
     * @param name what the ids of its uploads begin with
     */
    PacedAborts(final String name, final FrontEnd frontEnd, final ClientConfig config) {
        this.name = name;
        this.frontEnd = frontEnd;
        this.client = new MopupClient(config);
        this.desk = new Desk(client, client, pace);
    }

    void begin() {
        final var unused = clock.scheduleAtFixedRate(
                () -> pace.track(CompletableFuture.runAsync(this::upload)), 0, GAP_MS, TimeUnit.MILLISECONDS);
    }

    /** Begins no more uploads; those that were begun go on. */
    void end() {
        clock.shutdown();
    }

    /** How many commands were answered so far. */
    int answered() {
        return millis.size();
    }

    /** Whether everything that was sent up to this moment was answered or given up. */
    boolean hasAnswered(final long nanoTime) {
        return waiting.values().stream().noneMatch(begin -> begin - nanoTime <= 0);
    }

    /** How many commands were given up, because nobody answered them in a minute. */
    int unanswered() {
        return unanswered.get();
    }

    boolean isDone() {
        return clock.isTerminated() && pace.isDone();
    }

    List<Throwable> failures() {
        return pace.failures();
    }

    /** From sending a command to its answer, of all that were answered. */
    Latencies latencies() {
        return Latencies.of(List.copyOf(millis));
    }

    @Override
    public void close() {
        clock.shutdownNow();
        client.close();
        pace.close();
    }

    private void upload() {
        final UploadIdentity identity = UploadIdentity.newBuilder()
                .setDialect(Dialect.S3)
                .setAccount("111122223333")
                .setContainer("rolling-bucket")
                .setKey("paced.bin")
                .setUploadId("%s-%05d".formatted(name, begun.incrementAndGet()))
                .build();
        final MultipartUploadCreated created = frontEnd.create(identity).orElseThrow();
        // The clients of an upload know it from the answer, so they cannot abort it before.
        pace.track(timed(() -> desk.ask(created, 0)).thenCompose(done -> {
            storePart(identity);
            return timed(() -> desk.abort(identity, 0));
        }));
    }

    private void storePart(final UploadIdentity identity) {
        final UploadPlan.Part part = new UploadPlan.Part(1, 1, PART_BYTES, UploadPlan.Manner.PROMPT, 0, 0, 0);
        try {
            frontEnd.store(identity, part, new ByteArrayInputStream(Bytes.of(identity.getUploadId(), part)))
                    .ifPresent(stored -> desk.tell(stored, 0));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CompletableFuture<Optional<CommandResult>> timed(
            final Supplier<CompletableFuture<Optional<CommandResult>>> command) {
        final int number = sent.incrementAndGet();
        final long begin = System.nanoTime();
        waiting.put(number, begin);
        return command.get().thenApply(result -> {
            waiting.remove(number);
            if (result.isPresent()) {
                millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
            } else {
                unanswered.incrementAndGet();
            }
            return result;
        });
    }
}
