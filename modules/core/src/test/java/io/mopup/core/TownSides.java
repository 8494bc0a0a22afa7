/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordKeys;
import io.mopup.core.RandomReferences.Change;
import io.mopup.core.SimulatedShell.Delivery;
import io.mopup.core.naive.NaiveModel;
import io.mopup.core.naive.NaiveReply;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AssemblyFailed;
import io.mopup.events.CommandResult;
import io.mopup.events.LifecycleType;
import io.mopup.events.MultipartUploadAssembled;
import io.mopup.events.UploadLifecycle;
import io.mopup.events.UploadStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;

/** The two sides that are compared, fed with the same records at the same times: the processor and the naive model. */
final class TownSides {
    final TownProcessor processor;
    final TownStorage storage = new TownStorage();
    final NaiveModel model;
    final TownChecks checks;
    final List<Logged> log = new ArrayList<>();
    long now = Samples.T0.toEpochMilli() + 123;
    boolean readsAgain;
    long readAgainAt;

    /** Whether parts came for an upload that was forgotten: what they are depends on which timer was first. */
    boolean hasStrays;

    private final TownScenario scenario;
    private final TownClock clock;
    private final List<Delivery> pending = new ArrayList<>();
    private int commands;

    /** A record of an input topic and its time in epoch milliseconds. */
    record Logged(Delivery delivery, long at) {}

    TownSides(final TownScenario scenario, final SplittableRandom random) {
        this.scenario = scenario;
        this.processor = new TownProcessor(scenario.settings(), random, this::published);
        this.model = new NaiveModel(scenario.naive());
        this.clock = new TownClock(scenario, this, random);
        this.checks = new TownChecks(scenario, this, model);
    }

    /** The clock of both sides. */
    TownClock clock() {
        return clock;
    }

    /** A command id that nobody used. */
    String nextId() {
        return "c" + ++commands;
    }

    /** Whether commands of rules are still on their way. */
    boolean hasPending() {
        return !pending.isEmpty();
    }

    void change(final Change change) {
        model.references().change(change.record(), change.withdrawn());
        processor.change(change, now);
    }

    void work(final int most) {
        for (int i = 0; i < most && storage.hasWork(); i++) {
            storage.work(now).ifPresent(this::deliver);
        }
    }

    void deliverPending() {
        if (readsAgain) {
            return;
        }
        while (!pending.isEmpty()) {
            deliver(pending.remove(0));
        }
    }

    void deliver(final SpecificRecord record) {
        deliver(Delivery.of(record));
    }

    void deliver(final Delivery delivery) {
        log.add(new Logged(delivery, now));
        model.passed(uploadId(delivery), now);
        final SpecificRecord record = delivery.record();
        if (record instanceof MultipartUploadAssembled) {
            model.assembled(uploadId(delivery), now);
        } else if (record instanceof AssemblyFailed failed) {
            model.assemblyFailed(uploadId(delivery), failed, now);
        } else if (MopupTopic.of(record) != MopupTopic.STORAGE_REPORTS) {
            model.receive(record, delivery.commandId(), now);
        }
        processor.receive(delivery, now, now);
        final UploadState state = processor.state(uploadId(delivery));
        if (state != null && state.is(UploadStatus.UNKNOWN) && !state.graceOver()) {
            clock.pass(scenario.settings().grace().toMillis());
        }
    }

    private void published(final SpecificRecord output) {
        storage.take(output);
        if (output instanceof CommandResult result) {
            checks.answered(result.getCommandId(), NaiveReply.of(result));
        } else if (output instanceof AbortMultipartUpload abort) {
            checks.asked(abort);
            pending.add(Delivery.of(abort));
        } else if (output instanceof UploadLifecycle event && event.getType() == LifecycleType.WOULD_ABORT) {
            checks.reported(event);
        }
    }

    static String uploadId(final Delivery delivery) {
        return RecordKeys.identity(delivery.record()).getUploadId();
    }
}
