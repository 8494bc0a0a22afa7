/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import io.mopup.contract.ReasonCode;
import io.mopup.core.StoredPart;
import io.mopup.core.UploadFacts;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AssemblyFailed;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.LifecycleRule;
import io.mopup.events.UploadIdentity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What one API answers. The fold decides <em>what</em> happens to an upload, the same for all; a dialect decides how a
 * command is judged before that, and what the caller is told. {@link Admission} has the order of the first five steps.
 *
 * <p>A further dialect is one more implementation and one more line in {@link Dialects}. A step that its API lacks is left
 * out: by default nothing is refused there.
 */
public interface DialectRules {
    /** Whether a command that names the first identity means the upload with the second one. */
    boolean sameUpload(UploadIdentity named, UploadIdentity upload);

    /** Step 1: the form of what was sent, apart from the identity. */
    default Optional<Answer> malformed(final Request request) {
        return Optional.empty();
    }

    /** Step 2: the container does not exist. */
    Answer noSuchContainer(UploadIdentity named);

    /** Step 3: the caller expects another owner. */
    default Optional<Answer> wrongOwner(final Request request) {
        return Optional.empty();
    }

    /** Step 4: the caller does not agree to pay. */
    default Optional<Answer> wrongPayer(final Request request) {
        return Optional.empty();
    }

    /** Step 5: whether the caller may. */
    boolean permits(Request request);

    Answer accessDenied(UploadIdentity named);

    /** Step 6: headers of an abort that the container does not take. */
    default Optional<Answer> unsupported(final AbortMultipartUpload command, final UploadIdentity named) {
        return Optional.empty();
    }

    /** Step 6: headers of a Complete that the container does not take. */
    default Optional<Answer> unsupported(final CompleteMultipartUpload command, final UploadIdentity named) {
        return Optional.empty();
    }

    /** Step 7: the upload never existed, is another one, or is over. */
    Answer noSuchUpload(UploadIdentity named);

    /** Step 7 for an abort, where a condition can make it a success. */
    default Answer nothingToAbort(final AbortMultipartUpload command, final UploadIdentity named) {
        return noSuchUpload(named);
    }

    /** Step 8: the condition that a header of an abort sets does not hold. */
    default Optional<Answer> conditionFailed(
            final AbortMultipartUpload command, final UploadIdentity named, final UploadFacts upload) {
        return Optional.empty();
    }

    /** Step 8: a condition of Mopup's own does not hold. */
    Answer preconditionFailed(UploadIdentity named, String condition);

    /**
     * Step 9: judges the part list of a Complete.
     *
     * @param live the live parts by number
     * @param minPartSize bytes that every part but the last needs
     */
    Listing list(
            CompleteMultipartUpload command,
            UploadIdentity named,
            SortedMap<Integer, StoredPart> live,
            UploadFacts facts,
            long minPartSize);

    /** Judges a part that lies in the store: one that is refused does not become part of the upload. */
    Optional<Answer> refusePart(StoredPart part, UploadIdentity named, UploadFacts facts);

    /** The abort was accepted, now or inside the retention window. */
    default Answer aborted(final Request request) {
        return Answer.done(204);
    }

    /** Whether an abort of a completed upload may be answered as if it had worked, where that is configured. */
    default boolean forgivesAbortOfCompleted() {
        return false;
    }

    /** The object is there: the answer to whoever completed it. */
    Answer completed(Request request, Map<String, String> object);

    /** The store could not assemble. */
    Answer assemblyFailed(AssemblyFailed event, UploadIdentity named);

    /**
     * The upload was created.
     *
     * @param rule the lifecycle rule that will abort it first, or null
     * @param abortAt when that will be, or null
     */
    Answer created(UploadIdentity identity, LifecycleRule rule, Instant abortAt);

    /** The part is recorded. */
    Answer partUploaded(StoredPart part);

    /** Whether a container may be deleted while uploads are open in it; they are aborted then. */
    default Answer containerDeleted(final UploadIdentity named, final boolean openUploads) {
        return Answer.done(204);
    }

    /** Nothing can be said in time; the caller may safely try again. */
    Answer busy(UploadIdentity named);

    /** The command breaks a rule of the contract. */
    Answer invalid(ReasonCode reason, UploadIdentity named);
}
