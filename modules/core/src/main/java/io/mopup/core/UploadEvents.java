/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.ReasonCode;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.RejectedRecordException;
import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.DialectRules;
import io.mopup.events.AssemblyFailed;
import io.mopup.events.Container;
import io.mopup.events.LifecycleType;
import io.mopup.events.MultipartUploadAssembled;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.ObservedPart;
import io.mopup.events.PartUploaded;
import io.mopup.events.PartsObserved;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Folds what happens to uploads at the store. */
final class UploadEvents {
    private UploadEvents() {}

    static void received(final Draft draft, final FoldInput input) {
        final SpecificRecord event = input.record();
        final Target target = Target.of(draft, RecordKeys.identity(event));
        final UploadIdentity identity = target.identity();
        if (event instanceof MultipartUploadCreated && !target.container().exists() && !target.isDeleted()) {
            throw new RejectedRecordException(ReasonCode.CONTAINER_UNKNOWN, identity.getContainer());
        }
        if (!draft.isKnown()) {
            draft.begin(identity);
        }
        if (draft.state().facts() == null) {
            draft.state(draft.state().identified(identity));
        }
        draft.requireSame(identity);
        apply(draft, event, input);
        Commands.answerEvent(draft, input);
    }

    /** What the sender of an upload event is told; empty while that depends on something that is still open. */
    static Optional<Answer> answer(final Draft draft, final SpecificRecord event) {
        final UploadIdentity identity =
                Target.of(draft, RecordKeys.identity(event)).identity();
        final DialectRules rules = draft.rules(identity);
        if (event instanceof PartUploaded uploaded) {
            final StoredPart part = StoredPart.of(uploaded);
            return switch (draft.state().status()) {
                case IN_PROGRESS -> Optional.of(Refusals.answer(draft, part).orElseGet(() -> rules.partUploaded(part)));
                case ABORTED, COMPLETED -> Optional.of(rules.noSuchUpload(identity));
                case COMPLETING -> Optional.empty();
                case UNKNOWN ->
                    draft.state().graceOver() ? Optional.of(rules.noSuchUpload(identity)) : Optional.empty();
            };
        }
        return Optional.of(event instanceof MultipartUploadCreated ? created(draft, rules) : Answer.done(200));
    }

    private static Answer created(final Draft draft, final DialectRules rules) {
        final UploadState state = draft.state();
        final Optional<Container> container = draft.containers().find(state.identity());
        if (container.filter(known -> known.getDeletedAt() != null).isPresent()) {
            return rules.noSuchContainer(state.identity());
        }
        return container
                .flatMap(known -> Rules.first(known, state))
                .map(rule -> rules.created(state.identity(), rule, Rules.abortAt(rule, state)))
                .orElseGet(() -> rules.created(state.identity(), null, null));
    }

    private static void apply(final Draft draft, final SpecificRecord event, final FoldInput input) {
        if (event instanceof PartUploaded part) {
            Parts.uploaded(draft, StoredPart.of(part));
        } else if (event instanceof MultipartUploadCreated created) {
            created(draft, created, input);
        } else if (event instanceof MultipartUploadAssembled assembled) {
            Assembly.assembled(draft, assembled, input);
        } else if (event instanceof AssemblyFailed failed) {
            Assembly.failed(draft, failed, input);
        } else if (event instanceof PartsObserved observed) {
            observed(draft, observed);
        }
    }

    /** Whatever came before it waited for this: superseded generations leave, commands are decided. */
    private static void created(final Draft draft, final MultipartUploadCreated event, final FoldInput input) {
        if (!draft.state().is(UploadStatus.UNKNOWN)) {
            Commands.decideWaiting(draft, input);
            return;
        }
        final Completion evidence = draft.state().completion();
        final boolean graceWasOver = draft.state().graceOver();
        draft.state(draft.state()
                .created(Target.of(draft, event.getIdentity()).identity(), UploadFacts.of(event))
                .with(new Cause(null, input.traceParent())));
        draft.lifecycle(LifecycleType.CREATED);
        Refusals.sweep(draft);
        if (evidence != null) {
            Assembly.knownByEvidence(draft, evidence, input);
        }
        if (graceWasOver) {
            // The end of the grace period may have come between a crash and this record, and counted nobody any more.
            Commands.recallAbort(draft, input);
        }
        if (draft.state().waiting() > 0) {
            Commands.decideWaiting(draft, input);
        }
        if (draft.state().is(UploadStatus.IN_PROGRESS)) {
            Rivals.release(draft);
        }
        Policies.rearm(draft);
    }

    private static void observed(final Draft draft, final PartsObserved event) {
        event.getParts().stream()
                .filter(UploadEvents::isNamed)
                .filter(part -> !part.getDeleted())
                .forEach(part -> Parts.uploaded(draft, StoredPart.of(part)));
        if (draft.state().is(UploadStatus.ABORTED)
                && event.getParts().stream().anyMatch(part -> part.getDeleted() || !isNamed(part))) {
            // Something lay there that no deletion can name: look again.
            Rounds.restart(draft);
        }
    }

    private static boolean isNamed(final ObservedPart part) {
        return part.getGeneration() != null && part.getLocator() != null;
    }
}
