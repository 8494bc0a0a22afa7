/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.ReasonCode;
import io.mopup.contract.RejectedRecordException;
import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.DialectRules;
import io.mopup.core.dialect.Dialects;
import io.mopup.events.CommandResult;
import io.mopup.events.LifecycleType;
import io.mopup.events.ReclaimBy;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadLifecycle;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** A decision in the making. Lives for one call of the fold; the steps of the fold write into it. */
final class Draft {
    private static final int MAX_DOUBLINGS = Long.SIZE - 2;

    final FoldSettings settings;
    final Ledger ledger;
    final CommandLog commands;
    final long now;
    final long eventTime;

    private final UploadView view;

    private final UploadState before;
    private final List<SpecificRecord> outputs = new ArrayList<>(4);
    private UploadState state;
    private boolean forgotten;

    /** A decision that no record leads to. */
    Draft(final FoldSettings settings, final UploadView view, final long now, final UploadState state) {
        this(settings, view, now, now, state);
    }

    /** @param eventTime timestamp of the record in epoch milliseconds */
    Draft(
            final FoldSettings settings,
            final UploadView view,
            final long now,
            final long eventTime,
            final UploadState state) {
        this.settings = settings;
        this.ledger = new Ledger(view);
        this.commands = new CommandLog(view);
        this.view = view;
        this.now = now;
        this.eventTime = eventTime;
        this.before = state;
        this.state = state;
    }

    UploadState state() {
        return state;
    }

    boolean isKnown() {
        return state != null;
    }

    void state(final UploadState next) {
        state = next;
    }

    Reclaim reclaim() {
        return state.reclaim();
    }

    void reclaim(final Reclaim next) {
        state = state.with(next);
    }

    Instant time() {
        return Instant.ofEpochMilli(now);
    }

    long after(final Duration wait) {
        return now + wait.toMillis();
    }

    /** When to try for the next time: doubles with each attempt, spread by a hash so that a crowd does not return at once. */
    long backOff(final int attempt) {
        final long first = settings.reportTimeout().toMillis();
        final long longest = settings.reportTimeoutMax().toMillis();
        final int doublings = Math.min(MAX_DOUBLINGS, Math.max(0, attempt - 1));
        // Compared before it is shifted, because a shifted value can overflow.
        final long doubled = first > longest >> doublings ? longest : first << doublings;
        final int hash = 31 * state.identity().getUploadId().hashCode() + attempt;
        return now + doubled + doubled * Math.floorMod(hash, 20) / 100;
    }

    Containers containers() {
        return view.containers();
    }

    DialectRules rules(final UploadIdentity identity) {
        return Dialects.of(identity.getDialect());
    }

    /**
     * Refuses an event or a report that is about another upload with the same id: nothing but a producer that takes one
     * for the other makes such a record.
     */
    void requireSame(final UploadIdentity identity) {
        if (state.facts() != null && !rules(identity).sameUpload(identity, state.identity())) {
            throw new RejectedRecordException(
                    ReasonCode.IDENTITY_MISMATCH, "It was created as " + state.identity() + ".");
        }
    }

    /** Stores that can only abort whole uploads get no part deletions. */
    boolean deletesParts() {
        return state.facts() == null || state.facts().reclaimBy() == ReclaimBy.PART;
    }

    /** Starts the state of an upload that nothing was known of; it waits for its MultipartUploadCreated. */
    void begin(final UploadIdentity identity) {
        state = UploadState.unknown(identity).statusDue(after(settings.grace()));
    }

    void emit(final SpecificRecord record) {
        outputs.add(record);
    }

    /** How long an upload of this dialect is remembered once it is decided. */
    Duration retention() {
        return settings.retention(state.identity().getDialect());
    }

    /**
     * Whether the tombstone is older than the retention window, in event time, though its timer has not fired yet. Who
     * asks is told what he would be told after it: of such an upload nothing is known.
     */
    boolean expired() {
        return state.isExpired(eventTime, settings);
    }

    /** A lifecycle record of this moment, to be completed and emitted. */
    UploadLifecycle lifecycle(final LifecycleType type) {
        final UploadLifecycle event = Outputs.lifecycle(state, type, time());
        outputs.add(event);
        return event;
    }

    /** Publishes and remembers the one answer to a command that arrives. */
    void answer(final SpecificRecord record, final String commandId, final Answer answer) {
        final CommandResult result = result(record, commandId, answer);
        if (state != null) {
            commands.put(StoredCommand.answered(result));
        }
    }

    /** Publishes and remembers the one answer to a command that had to wait. */
    void answer(final StoredCommand waiting, final Answer answer) {
        final CommandResult result = result(waiting.waiting(), waiting.commandId(), answer);
        if (state != null) {
            commands.put(waiting.answeredBy(result));
        }
    }

    private CommandResult result(final SpecificRecord record, final String commandId, final Answer answer) {
        final CommandResult result = Outputs.result(record, commandId, answer, state, time());
        // A bucket has its own name in what is published, by whatever alias a command named it.
        result.setIdentity(Target.of(this, result.getIdentity()).identity());
        outputs.add(result);
        return result;
    }

    /** Lets a command wait; an upload on which too many wait tells the next ones to come back. */
    void hold(final SpecificRecord record, final String commandId, final String traceParent) {
        if (state.waiting() >= settings.maxWaiting()) {
            // Not remembered: the same command may be sent again and then be decided.
            outputs.add(Outputs.rejection(record, commandId, ReasonCode.WAITING_TOO_MANY, state, time()));
            return;
        }
        state = state.waiting(state.waiting() + 1, state.sequence() + 1);
        commands.put(StoredCommand.waiting(commandId, state.sequence(), record, traceParent));
    }

    void forget() {
        forgotten = true;
    }

    Decision decide() {
        long timer = 0;
        if (!forgotten && state != null && state != before) {
            final long due = Math.max(state.dueAt(), now);
            if (state.dueAt() != 0 && (state.armedAt() == 0 || due < state.armedAt())) {
                timer = due;
                state = state.armed(timer);
            }
            if (showsChange()) {
                outputs.add(Outputs.snapshot(state, time()));
            }
        }
        return new Decision(forgotten ? null : state, outputs, ledger.changes(), commands.changes(), timer);
    }

    /** Whether what the uploads topic shows is different now. Unknown uploads are not shown. */
    private boolean showsChange() {
        if (state.is(UploadStatus.UNKNOWN)) {
            return false;
        }
        return before == null
                || before.status() != state.status()
                || before.heldUntil() != state.heldUntil()
                || before.watch().pinnedUntil() != state.watch().pinnedUntil()
                || before.reclaim().state() != state.reclaim().state()
                || before.reclaim().parkReason() != state.reclaim().parkReason()
                || before.reclaim().looks().round() != state.reclaim().looks().round();
    }
}
