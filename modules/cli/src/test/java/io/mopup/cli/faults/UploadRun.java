/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.cli.faults.UploadPlan.Fate;
import io.mopup.cli.faults.UploadPlan.Part;
import io.mopup.events.CommandResult;
import io.mopup.events.PartUploaded;
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
    private final CompletableFuture<Void> mayEnd;
    private final Runnable step;
    private final PartUploads uploads;

    /**
     * @param mayEnd what its end waits for
     * @param step is told of every step that is done
     */
    UploadRun(
            final UploadPlan plan,
            final FrontEnd frontEnd,
            final Desk desk,
            final Pace pace,
            final CompletableFuture<Void> mayEnd,
            final Runnable step) {
        this.plan = plan;
        this.frontEnd = frontEnd;
        this.desk = desk;
        this.pace = pace;
        this.mayEnd = mayEnd;
        this.step = step;
        this.uploads = new PartUploads(plan, frontEnd, desk, pace);
    }

    /** How often {@code step} will be told. */
    static int steps(final UploadPlan plan) {
        return plan.parts().size() + 2;
    }

    void begin() {
        pace.track(pace.after(plan.startAt()).thenCompose(done -> {
            final boolean exists = plan.fate() == Fate.UNKNOWN || create();
            step.run();
            return exists
                    ? parts().thenCompose(all -> mayEnd).thenCompose(all -> end())
                    : CompletableFuture.completedFuture(null);
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
                if (plan.isAborted() && index == plan.abortAt()) {
                    abort();
                }
                uploads.begin(part);
                step.run();
            });
        }
        return chain;
    }

    private CompletableFuture<Void> end() {
        if (plan.isAborted() && plan.abortAt() == plan.parts().size()) {
            abort();
        }
        step.run();
        return switch (plan.fate()) {
            case ABORTED, UNKNOWN, OPEN -> CompletableFuture.completedFuture(null);
            case COMPLETED, FAILED, RACED -> uploads.allAnswered().thenCompose(this::complete);
        };
    }

    private void abort() {
        pace.track(abort(ABORTS));
        uploads.aborted();
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
