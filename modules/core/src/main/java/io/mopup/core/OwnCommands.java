/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.RecordKeys;
import io.mopup.core.dialect.Admission;
import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.DialectRules;
import io.mopup.core.dialect.Request;
import io.mopup.events.CancelAbort;
import io.mopup.events.PinUpload;
import io.mopup.events.Requester;
import io.mopup.events.RetryReclaim;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Commands that no store has: RetryReclaim, CancelAbort, PinUpload. */
final class OwnCommands {
    private static final int HTTP_OK = 200;

    private OwnCommands() {}

    /** The answer, or empty while the command has to wait for the upload to become known, or for an assembly. */
    static Optional<Answer> decide(final Draft draft, final SpecificRecord command) {
        final Target target = Target.of(draft, RecordKeys.identity(command));
        final UploadIdentity named = target.identity();
        final DialectRules rules = draft.rules(named);
        // What is left behind in a container that is gone is still to be cleaned up; nothing else is to be done there.
        if (!(command instanceof RetryReclaim) && !target.container().exists()) {
            return Optional.of(rules.noSuchContainer(named));
        }
        if (!Admission.mayOperate(Request.of(requester(command), named, target.container()))) {
            return Optional.of(rules.accessDenied(named));
        }
        final UploadState state = draft.state();
        if (command instanceof RetryReclaim) {
            final boolean known = !state.is(UploadStatus.UNKNOWN) && !draft.expired();
            final boolean parked = rules.sameUpload(named, state.identity())
                    && (known || draft.reclaim().parked());
            return Optional.of(parked ? retry(draft) : rules.noSuchUpload(named));
        }
        if (state.is(UploadStatus.UNKNOWN) && !state.graceOver()) {
            return Optional.empty();
        }
        if (state.is(UploadStatus.UNKNOWN) || draft.expired() || !rules.sameUpload(named, state.identity())) {
            return Optional.of(rules.noSuchUpload(named));
        }
        if (command instanceof PinUpload pin) {
            return state.is(UploadStatus.COMPLETING) ? Optional.empty() : Optional.of(Pins.decide(draft, pin, rules));
        }
        return Optional.of(UndoWindow.cancel(draft, (CancelAbort) command));
    }

    private static Requester requester(final SpecificRecord command) {
        if (command instanceof RetryReclaim retry) {
            return retry.getRequester();
        }
        return command instanceof PinUpload pin ? pin.getRequester() : ((CancelAbort) command).getRequester();
    }

    private static Answer retry(final Draft draft) {
        if (!draft.reclaim().parked()) {
            return Answer.own(409, "NotParked", "The reclaim of this upload is not parked; there is nothing to retry.");
        }
        Emission.retry(draft);
        return Answer.done(HTTP_OK);
    }
}
