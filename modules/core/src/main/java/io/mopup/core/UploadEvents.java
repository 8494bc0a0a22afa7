/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.ReasonCode;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.RejectedRecordException;
import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.DialectRules;
import io.mopup.events.AssemblyFailed;
import io.mopup.events.LifecycleType;
import io.mopup.events.MultipartUploadAssembled;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.PartUploaded;
import io.mopup.events.PartsObserved;
import io.mopup.events.ReclaimBy;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Folds what happens to uploads at the store. */
final class UploadEvents {
    private UploadEvents() {}

    static void received(final Draft draft, final FoldInput input) {
        final SpecificRecord event = input.record();
        final UploadIdentity identity = RecordKeys.identity(event);
        if (!draft.isKnown()) {
            draft.begin(identity);
        }
        if (draft.state().facts() == null) {
            draft.state(identified(draft.state(), identity));
        } else if (!draft.rules(identity).sameUpload(identity, draft.state().identity())) {
            throw new RejectedRecordException(
                    ReasonCode.IDENTITY_MISMATCH,
                    "It was created as " + draft.state().identity() + ".");
        }
        apply(draft, event, input);
        Commands.answerEvent(draft, input, answer(draft, event));
    }

    /** What the sender of an upload event is told; empty while that depends on something that is still open. */
    static Optional<Answer> answer(final Draft draft, final SpecificRecord event) {
        final UploadIdentity identity = RecordKeys.identity(event);
        final DialectRules rules = draft.rules(identity);
        if (event instanceof PartUploaded part) {
            return switch (draft.state().status()) {
                case IN_PROGRESS -> Optional.of(rules.partUploaded(part));
                case ABORTED, COMPLETED -> Optional.of(rules.noSuchUpload(identity));
                case COMPLETING -> Optional.empty();
                case UNKNOWN ->
                    draft.state().graceOver() ? Optional.of(rules.noSuchUpload(identity)) : Optional.empty();
            };
        }
        return Optional.of(event instanceof MultipartUploadCreated ? rules.created(identity) : Answer.done(200));
    }

    private static void apply(final Draft draft, final SpecificRecord event, final FoldInput input) {
        if (event instanceof PartUploaded part) {
            Parts.uploaded(draft, StoredPart.of(part));
        } else if (event instanceof MultipartUploadCreated created) {
            created(draft, created, input);
        } else if (event instanceof MultipartUploadAssembled assembled) {
            Completes.assembled(draft, assembled, input);
        } else if (event instanceof AssemblyFailed failed) {
            Completes.failed(draft, failed, input);
        } else if (event instanceof PartsObserved observed) {
            observed(draft, observed);
        }
    }

    private static UploadState identified(final UploadState state, final UploadIdentity identity) {
        return state.identity().equals(identity) ? state : state.identified(identity);
    }

    /** Whatever came before it waited for this: superseded generations leave, commands are decided. */
    private static void created(final Draft draft, final MultipartUploadCreated event, final FoldInput input) {
        if (!draft.state().is(UploadStatus.UNKNOWN)) {
            return;
        }
        final Completion evidence = draft.state().completion();
        draft.state(draft.state()
                .created(event.getIdentity(), UploadFacts.of(event))
                .with(new Cause(null, input.traceParent())));
        draft.lifecycle(LifecycleType.CREATED);
        if (evidence != null) {
            Completes.knownByEvidence(draft, evidence, input);
        }
        Commands.decideWaiting(draft, input);
        // Superseded generations were held back. An abort that waited has begun to delete them already.
        if (draft.state().is(UploadStatus.IN_PROGRESS) && Ledger.holds(draft.view)) {
            Emission.start(draft);
        }
    }

    private static void observed(final Draft draft, final PartsObserved event) {
        final boolean aborted = draft.state().is(UploadStatus.ABORTED);
        event.getParts().stream()
                .filter(part -> part.getGeneration() != null && part.getLocator() != null)
                .forEach(part -> Parts.uploaded(draft, Parts.seen(part, event.getObservedAt())));
        final boolean onlyWholeUploads = aborted && draft.state().facts().reclaimBy() == ReclaimBy.UPLOAD;
        final boolean unnamed = event.getParts().stream().anyMatch(part -> part.getLocator() == null);
        if (aborted && !event.getParts().isEmpty() && (unnamed || onlyWholeUploads)) {
            Rounds.restart(draft);
        }
    }
}
