/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.ReasonCode;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.RejectedRecordException;
import io.mopup.core.ContainerDirectory;
import io.mopup.core.Decision;
import io.mopup.core.FoldInput;
import io.mopup.core.FoldSettings;
import io.mopup.core.RecordRules;
import io.mopup.core.UploadFold;
import io.mopup.core.UploadState;
import io.mopup.events.CommandResult;
import io.mopup.processor.internal.FoldDriver;
import io.mopup.processor.internal.TestRecords;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** The fold alone, in the smallest shell that can carry its decisions out. */
final class FoldBackend implements Backend {
    private final FoldSettings settings;
    private final ContainerDirectory directory = new ContainerDirectory();
    private final Map<String, MemoryUpload> uploads = new LinkedHashMap<>();
    private final Deque<SpecificRecord> ownCommands = new ArrayDeque<>();
    private final Published published = new Published();
    private UploadFold fold;
    private long now = TestRecords.TIME.toEpochMilli();

    FoldBackend(final Path stateDirectory, final Map<String, String> changes) {
        settings = FoldDriver.config(stateDirectory, changes).foldSettings();
        fold = new UploadFold(settings);
    }

    @Override
    public void publish(final SpecificRecord record, final String commandId) {
        final MopupTopic topic = MopupTopic.of(record);
        if (topic == MopupTopic.CONTAINERS) {
            directory.put(RecordKeys.of(record), record);
            List.copyOf(uploads.keySet()).forEach(this::review);
        } else {
            receive(record, topic == MopupTopic.COMMANDS ? RecordKeys.commandId(record) : commandId);
        }
        takeOwnCommands();
    }

    @Override
    public void pass(final Duration time) {
        final long until = now + time.toMillis();
        Optional<MemoryUpload> due = nextDue(until);
        while (due.isPresent()) {
            final UploadState state = due.get().state();
            now = Math.max(now, state.armedAt());
            apply(state.identity().getUploadId(), fold.fired(state, state.armedAt(), now, due.get()));
            takeOwnCommands();
            due = nextDue(until);
        }
        now = until;
    }

    /** All that there is to lose is the fold itself, which keeps nothing. */
    @Override
    public void restart() {
        fold = new UploadFold(settings);
    }

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(now);
    }

    @Override
    public Published published() {
        return published;
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    /** A policy is a client like any other: what it asks for comes back. */
    private void takeOwnCommands() {
        while (!ownCommands.isEmpty()) {
            final SpecificRecord own = ownCommands.remove();
            receive(own, RecordKeys.commandId(own));
        }
    }

    private void receive(final SpecificRecord record, final String commandId) {
        final FoldInput input = new FoldInput(record, commandId, now, now, null);
        final Optional<ReasonCode> broken = RecordRules.check(record);
        if (broken.isPresent()) {
            reject(input, broken.get());
            return;
        }
        final String uploadId = RecordKeys.identity(record).getUploadId();
        final MemoryUpload upload = upload(uploadId);
        try {
            apply(uploadId, fold.received(upload.state(), input, upload));
        } catch (final RejectedRecordException e) {
            reject(input, e.reason());
        }
    }

    private void reject(final FoldInput input, final ReasonCode reason) {
        final Optional<CommandResult> answer = fold.rejected(input, reason);
        answer.ifPresentOrElse(published::add, () -> published.deadLetter(reason.name()));
    }

    private void review(final String uploadId) {
        final MemoryUpload upload = upload(uploadId);
        if (upload.state() != null) {
            apply(uploadId, fold.reviewed(upload.state(), now, upload));
        }
    }

    private void apply(final String uploadId, final Decision decision) {
        final MemoryUpload upload = upload(uploadId);
        final boolean forgotten = upload.state() != null && decision.state() == null;
        upload.apply(decision);
        for (final SpecificRecord output : decision.outputs()) {
            if (MopupTopic.of(output) == MopupTopic.COMMANDS) {
                ownCommands.add(output);
            } else {
                published.add(output);
            }
        }
        if (forgotten) {
            published.forgotten(uploadId);
        }
    }

    private MemoryUpload upload(final String uploadId) {
        return uploads.computeIfAbsent(uploadId, id -> new MemoryUpload(directory));
    }

    private Optional<MemoryUpload> nextDue(final long until) {
        return uploads.values().stream()
                .filter(upload -> upload.state() != null)
                .filter(upload ->
                        upload.state().armedAt() != 0 && upload.state().armedAt() <= until)
                .min(Comparator.comparingLong(upload -> upload.state().armedAt()));
    }
}
