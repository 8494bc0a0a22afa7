/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.client.ClientConfig;
import io.mopup.client.MopupClient;
import io.mopup.client.StartAt;
import io.mopup.contract.MopupTopic;
import io.mopup.events.UploadLifecycle;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The uploads of one round: their clients and their front end. */
final class Load implements AutoCloseable {
    private final List<UploadPlan> plans;
    private final FrontEnd frontEnd;
    private final Pace pace = new Pace();
    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private final AtomicInteger steps = new AtomicInteger();
    private final MopupClient client;
    private final MopupClient rival;
    private final Desk desk;
    private final Assembler assembler;

    /** Connects; nothing is published yet. */
    Load(final List<UploadPlan> plans, final FrontEnd frontEnd, final ClientConfig config) {
        this.plans = plans;
        this.frontEnd = frontEnd;
        this.client = new MopupClient(config);
        this.rival = new MopupClient(config);
        this.desk = new Desk(client, rival, pace);
        this.assembler = new Assembler(
                frontEnd,
                desk,
                pace,
                plans.stream().collect(Collectors.toMap(UploadPlan::uploadId, Function.identity())),
                client.followAll(MopupTopic.LIFECYCLE, UploadLifecycle.class, StartAt.NOW));
    }

    void begin() {
        released.complete(null);
        beginHeld();
    }

    /** Begins, but no upload is ended before {@link #release}: it is given its parts and waits. */
    void beginHeld() {
        plans.forEach(plan -> new UploadRun(plan, frontEnd, desk, pace, released, steps::incrementAndGet).begin());
    }

    /** Whether every upload that is held has all of its parts. */
    boolean isHeld() {
        return steps.get() == allSteps() - plans.size();
    }

    void release() {
        released.complete(null);
    }

    /** How much of the planned steps is done, 0 to 1. */
    double progress() {
        return (double) steps.get() / allSteps();
    }

    /** Whether everything was sent, and answered or given up. */
    boolean isDone() {
        return pace.isDone();
    }

    /** What failed although it should not, of the load and not of what it tests. */
    List<Throwable> failures() {
        return pace.failures();
    }

    private int allSteps() {
        return plans.stream().mapToInt(UploadRun::steps).sum();
    }

    @Override
    public void close() {
        assembler.close();
        client.close();
        rival.close();
        pace.close();
    }
}
