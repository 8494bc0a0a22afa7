/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.cli.faults.UploadPlan.Manner;
import io.mopup.cli.faults.UploadPlan.Part;
import io.mopup.events.PartUploaded;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Stores the parts of one upload and publishes what was stored, each in its manner. */
final class PartUploads {
    private final UploadPlan plan;
    private final FrontEnd frontEnd;
    private final Desk desk;
    private final Pace pace;
    private final List<CompletableFuture<Optional<PartUploaded>>> answered = new ArrayList<>();
    private final CompletableFuture<Void> aborted = new CompletableFuture<>();

    PartUploads(final UploadPlan plan, final FrontEnd frontEnd, final Desk desk, final Pace pace) {
        this.plan = plan;
        this.frontEnd = frontEnd;
        this.desk = desk;
        this.pace = pace;
    }

    /** The abort was sent: what is to come later than that can begin. */
    void aborted() {
        aborted.complete(null);
    }

    /** Stores one part in its manner; nobody waits for it. */
    void begin(final Part part) {
        final byte[] bytes = Bytes.of(plan.uploadId(), part);
        switch (part.manner()) {
            case PROMPT -> publish(part, store(part, new ByteArrayInputStream(bytes)));
            case EVENT_LATE -> {
                final Optional<PartUploaded> stored = store(part, new ByteArrayInputStream(bytes));
                answered.add(pace.track(late(part).thenCompose(done -> answer(part, stored))));
            }
            case SILENT -> store(part, new ByteArrayInputStream(bytes));
            case STALLED ->
                pace.track(pace.begin(() -> store(part, new StalledBytes(bytes, late(part))))
                        .thenAccept(stored -> publish(part, stored)));
            case PAST_THE_GUARD ->
                pace.track(late(part)
                        .thenCompose(done -> pace.begin(() -> {
                            publish(part, frontEnd.storePastTheGuard(plan.identity(), part, bytes));
                            return null;
                        })));
        }
    }

    private CompletableFuture<Void> late(final Part part) {
        final CompletableFuture<Void> from = plan.isAborted() ? aborted : CompletableFuture.completedFuture(null);
        return from.thenCompose(done -> pace.after(part.late()));
    }

    private Optional<PartUploaded> store(final Part part, final StalledBytes bytes) throws IOException {
        return frontEnd.store(plan.identity(), part, bytes);
    }

    private Optional<PartUploaded> store(final Part part, final ByteArrayInputStream bytes) {
        try {
            return frontEnd.store(plan.identity(), part, bytes);
        } catch (final IOException e) {
            throw new IllegalStateException("Bytes in memory can be read", e);
        }
    }

    private void publish(final Part part, final Optional<PartUploaded> stored) {
        final CompletableFuture<Optional<PartUploaded>> answer = answer(part, stored);
        if (part.manner() == Manner.PROMPT) {
            answered.add(answer);
        }
    }

    /** The event of a part that was stored, once it is answered. */
    private CompletableFuture<Optional<PartUploaded>> answer(final Part part, final Optional<PartUploaded> stored) {
        if (stored.isPresent() && plan.isAborted() && part.size() % 2 == 0) {
            // Front ends need not ask.
            desk.tell(stored.get(), part.again());
            return CompletableFuture.completedFuture(stored);
        }
        return stored.map(event -> desk.ask(event, part.again()).thenApply(result -> Optional.of(event)))
                .orElse(CompletableFuture.completedFuture(Optional.empty()));
    }

    /** What a client waits for before it completes. */
    CompletableFuture<List<PartUploaded>> allAnswered() {
        return CompletableFuture.allOf(answered.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> answered.stream()
                        .map(CompletableFuture::join)
                        .flatMap(Optional::stream)
                        .toList());
    }
}
