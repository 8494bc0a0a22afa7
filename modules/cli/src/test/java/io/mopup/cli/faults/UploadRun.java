/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.cli.faults.UploadPlan.Fate;
import io.mopup.cli.faults.UploadPlan.Manner;
import io.mopup.cli.faults.UploadPlan.Part;
import io.mopup.events.CommandResult;
import io.mopup.events.PartUploaded;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Carries out the plan of one upload, step by step. */
final class UploadRun {
    private static final int ABORTS = 5;

    private final UploadPlan plan;
    private final FrontEnd frontEnd;
    private final Desk desk;
    private final Pace pace;
    private final Runnable step;
    private final List<CompletableFuture<Optional<PartUploaded>>> answered = new ArrayList<>();
    private final CompletableFuture<Void> aborted = new CompletableFuture<>();

    /** @param step is told of every step that is done */
    UploadRun(final UploadPlan plan, final FrontEnd frontEnd, final Desk desk, final Pace pace, final Runnable step) {
        this.plan = plan;
        this.frontEnd = frontEnd;
        this.desk = desk;
        this.pace = pace;
        this.step = step;
    }

    /** How often {@code step} will be told. */
    static int steps(final UploadPlan plan) {
        return plan.parts().size() + 2;
    }

    void begin() {
        pace.track(pace.after(plan.startAt()).thenCompose(done -> {
            final boolean exists = plan.fate() == Fate.UNKNOWN || create();
            step.run();
            return exists ? parts().thenCompose(all -> end()) : CompletableFuture.completedFuture(null);
        }));
    }

    private boolean create() {
        return frontEnd.create(plan.identity())
                .map(created -> desk.ask(created, plan.commandsAgain()))
                .isPresent();
    }

    private CompletableFuture<Void> parts() {
        CompletableFuture<Void> chain = CompletableFuture.completedFuture(null);
        for (int i = 0; i < plan.parts().size(); i++) {
            final int index = i;
            final Part part = plan.parts().get(i);
            chain = chain.thenCompose(done -> pace.after(part.gap())).thenRun(() -> {
                if (isAborted() && index == plan.abortAt()) {
                    abort();
                }
                upload(part);
                step.run();
            });
        }
        return chain;
    }

    private CompletableFuture<Void> end() {
        if (isAborted() && plan.abortAt() == plan.parts().size()) {
            abort();
        }
        step.run();
        return switch (plan.fate()) {
            case ABORTED, UNKNOWN, OPEN -> CompletableFuture.completedFuture(null);
            case COMPLETED, FAILED, RACED -> allAnswered().thenCompose(this::complete);
        };
    }

    private boolean isAborted() {
        return plan.fate() == Fate.ABORTED || plan.fate() == Fate.UNKNOWN;
    }

    private void abort() {
        pace.track(abort(ABORTS));
        aborted.complete(null);
    }

    /** A command that overtakes the creation of its upload by more than the grace period is told that there is none. */
    private CompletableFuture<Void> abort(final int tries) {
        return desk.abort(plan.identity(), plan.commandsAgain())
                .thenCompose(result -> tries > 1
                                && plan.fate() != Fate.UNKNOWN
                                && result.map(answer -> answer.getHttpStatus() == 404)
                                        .orElse(false)
                        ? abort(tries - 1)
                        : CompletableFuture.completedFuture(null));
    }

    private void upload(final Part part) {
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
        final CompletableFuture<Void> from = isAborted() ? aborted : CompletableFuture.completedFuture(null);
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
        if (stored.isPresent() && isAborted() && part.size() % 2 == 0) {
            // Front ends need not ask.
            desk.tell(stored.get(), part.again());
            return CompletableFuture.completedFuture(stored);
        }
        return stored.map(event -> desk.ask(event, part.again()).thenApply(result -> Optional.of(event)))
                .orElse(CompletableFuture.completedFuture(Optional.empty()));
    }

    /** What a client waits for before it completes. */
    private CompletableFuture<List<PartUploaded>> allAnswered() {
        return CompletableFuture.allOf(answered.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> answered.stream()
                        .map(CompletableFuture::join)
                        .flatMap(Optional::stream)
                        .toList());
    }

    private CompletableFuture<Void> complete(final List<PartUploaded> parts) {
        final Optional<Listing> listing = Listing.of(plan, parts);
        if (listing.isEmpty()) {
            // A full disk has refused what it would take.
            abort();
            return CompletableFuture.completedFuture(null);
        }
        // Who of the two is first at the broker is open all the same.
        final boolean abortFirst = plan.composed();
        if (plan.fate() == Fate.RACED && abortFirst) {
            desk.rivalAbort(plan.identity());
        }
        final CompletableFuture<Optional<CommandResult>> completed =
                desk.complete(plan.identity(), listing.get(), plan.commandsAgain());
        if (plan.fate() == Fate.RACED && !abortFirst) {
            desk.rivalAbort(plan.identity());
        }
        return completed.thenAccept(result -> {
            if (result.map(answer -> answer.getHttpStatus() >= 500).orElse(false)) {
                abort();
            }
        });
    }
}
