/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.ReasonCode;
import io.mopup.contract.RecordKeys;
import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.Dialects;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortRound;
import io.mopup.events.CancelAbort;
import io.mopup.events.CommandResult;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.DeletionCause;
import io.mopup.events.Initiator;
import io.mopup.events.LifecycleType;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.Operation;
import io.mopup.events.PartDeletion;
import io.mopup.events.PartUploaded;
import io.mopup.events.PinUpload;
import io.mopup.events.ReclaimState;
import io.mopup.events.RetryReclaim;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadLifecycle;
import io.mopup.events.UploadSnapshot;
import io.mopup.events.UploadStatus;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Makes the records that the fold publishes. */
final class Outputs {
    private Outputs() {}

    static PartDeletion deletion(
            final UploadIdentity identity,
            final StoredPart part,
            final DeletionCause cause,
            final int attempt,
            final Instant at) {
        final PartDeletion deletion = new PartDeletion();
        deletion.setIdentity(identity);
        deletion.setDeletionId(identity.getUploadId() + '/' + part.partNumber() + '/' + part.generation());
        deletion.setAttempt(attempt);
        deletion.setPartNumber(part.partNumber());
        deletion.setGeneration(part.generation());
        deletion.setLocator(part.locator());
        deletion.setSize(part.size());
        deletion.setCause(cause);
        deletion.setRequestedAt(at);
        return deletion;
    }

    static AbortRound round(final UploadState state, final Instant at) {
        final AbortRound round = new AbortRound();
        round.setIdentity(state.identity());
        round.setRound(state.reclaim().looks().round());
        round.setAttempt(state.reclaim().looks().attempt());
        round.setInitiatedAt(initiatedAt(state));
        round.setRequestedAt(at);
        return round;
    }

    static UploadLifecycle lifecycle(final UploadState state, final LifecycleType type, final Instant at) {
        final UploadLifecycle event = new UploadLifecycle();
        event.setIdentity(state.identity());
        event.setType(type);
        event.setStatus(state.status());
        event.setReclaim(state.reclaim().state());
        event.setFields(Map.of());
        event.setOccurredAt(at);
        return event;
    }

    static UploadSnapshot snapshot(final UploadState state, final Instant at) {
        final UploadSnapshot snapshot = new UploadSnapshot();
        snapshot.setIdentity(state.identity());
        snapshot.setStatus(state.status());
        snapshot.setReclaim(state.reclaim().state());
        snapshot.setInitiatedAt(initiatedAt(state));
        snapshot.setInitiator(initiator(state.facts()));
        snapshot.setDecidedAt(instant(state.decidedAt()));
        final AbortOrder order = state.order();
        snapshot.setReason(order == null ? null : order.reason());
        snapshot.setRuleId(order == null ? null : order.ruleId());
        snapshot.setHeldUntil(instant(state.heldUntil()));
        snapshot.setPinnedUntil(instant(state.watch().pinnedUntil()));
        snapshot.setRound(state.reclaim().looks().round());
        snapshot.setParkReason(state.reclaim().parkReason());
        snapshot.setReceipt(state.reclaim().receipt());
        snapshot.setUpdatedAt(at);
        return snapshot;
    }

    /** The result of a command; {@code state} is null if nothing is known of the upload. */
    static CommandResult result(
            final SpecificRecord record,
            final String commandId,
            final Answer answer,
            final UploadState state,
            final Instant at) {
        final CommandResult result = new CommandResult();
        result.setCommandId(commandId);
        result.setOperation(operation(record));
        result.setIdentity(RecordKeys.identity(record));
        result.setHttpStatus(answer.httpStatus());
        result.setErrorCode(answer.errorCode());
        result.setMessage(answer.message());
        result.setFields(answer.fields());
        result.setRequestCharged(answer.requestCharged());
        result.setStatus(state == null ? UploadStatus.UNKNOWN : state.status());
        result.setReclaim(state == null ? ReclaimState.NONE : state.reclaim().state());
        result.setDecidedAt(at);
        return result;
    }

    static CommandResult rejection(
            final SpecificRecord record,
            final String commandId,
            final ReasonCode reason,
            final UploadState state,
            final Instant at) {
        final UploadIdentity named = RecordKeys.identity(record);
        final Answer answer = Dialects.find(named.getDialect())
                .map(rules -> rules.invalid(reason, named))
                .orElseGet(() -> Answer.unknownDialect(reason.advice()));
        final CommandResult result = result(record, commandId, answer, state, at);
        result.setRejection(reason.name());
        return result;
    }

    private static Instant instant(final long epochMillis) {
        return epochMillis == 0 ? null : Instant.ofEpochMilli(epochMillis);
    }

    private static Instant initiatedAt(final UploadState state) {
        return state.facts() == null ? null : Instant.ofEpochMilli(state.facts().initiatedAt());
    }

    private static Initiator initiator(final UploadFacts facts) {
        return facts == null || (facts.initiatorAccount() == null && facts.initiatorPrincipal() == null)
                ? null
                : new Initiator(facts.initiatorAccount(), facts.initiatorPrincipal());
    }

    private static Operation operation(final SpecificRecord record) {
        if (record instanceof AbortMultipartUpload) {
            return Operation.ABORT_MULTIPART_UPLOAD;
        }
        if (record instanceof CompleteMultipartUpload) {
            return Operation.COMPLETE_MULTIPART_UPLOAD;
        }
        if (record instanceof RetryReclaim) {
            return Operation.RETRY_RECLAIM;
        }
        if (record instanceof CancelAbort) {
            return Operation.CANCEL_ABORT;
        }
        if (record instanceof PinUpload) {
            return Operation.PIN_UPLOAD;
        }
        if (record instanceof MultipartUploadCreated) {
            return Operation.CREATE_MULTIPART_UPLOAD;
        }
        return record instanceof PartUploaded ? Operation.UPLOAD_PART : Operation.UPLOAD_EVENT;
    }
}
