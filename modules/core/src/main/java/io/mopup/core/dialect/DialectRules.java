/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import io.mopup.contract.ReasonCode;
import io.mopup.core.StoredPart;
import io.mopup.core.UploadFacts;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AssemblyFailed;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.PartUploaded;
import io.mopup.events.UploadIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What one API answers. The fold decides <em>what</em> happens to an upload, the same for all; a dialect decides how a
 * command is judged before that, and what the caller is told.
 *
 * <p>A further dialect is one more implementation and one more line in {@link Dialects}.
 */
public interface DialectRules {
    /** Whether a command that names the first identity means the upload with the second one. */
    boolean sameUpload(UploadIdentity named, UploadIdentity upload);

    /**
     * Judges an abort up to, but not including, the identity of the upload.
     *
     * @param owner account that owns the container, or null if not known
     * @param facts of an upload in the same container, or null if not known
     * @return what the caller gets instead of a decision, or empty
     */
    Optional<Answer> refuseAbort(AbortMultipartUpload command, String owner, UploadFacts facts);

    /**
     * Judges the part list of a Complete.
     *
     * @param live the live parts by number
     */
    Listing list(CompleteMultipartUpload command, SortedMap<Integer, StoredPart> live, UploadFacts facts);

    /** The abort was accepted, now or inside the retention window. */
    Answer aborted(AbortMultipartUpload command, String owner, UploadFacts facts);

    /** The upload never existed, is another one, or is over. */
    Answer noSuchUpload(UploadIdentity named);

    /** The object is there. */
    Answer completed(Map<String, String> object);

    /** The store could not assemble. */
    Answer assemblyFailed(AssemblyFailed event);

    /** The upload was created. */
    Answer created(UploadIdentity identity);

    /** The part is recorded. */
    Answer partUploaded(PartUploaded event);

    /** Nothing can be said in time; the caller may safely try again. */
    Answer busy();

    /** The command breaks a rule of the contract. */
    Answer invalid(ReasonCode reason, UploadIdentity named);
}
