/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.UploadIdentity;
import java.util.Map;
import java.util.Optional;

/** Headers that general purpose and directory buckets treat alike, and that COS ignores. */
final class S3Headers {
    private static final String ANY = "*";

    private S3Headers() {}

    static Optional<Answer> malformedOwner(final S3Family rules, final Request request) {
        final String expected = request.expectedOwner();
        return expected == null || Accounts.isLegal(expected)
                ? Optional.empty()
                : Optional.of(rules.error(S3Error.INVALID_BUCKET_OWNER, request.named())
                        .saying("The expected bucket owner has to be an account id of twelve digits: [" + expected
                                + "]"));
    }

    /** Without a known owner there is nothing to compare with. */
    static Optional<Answer> wrongOwner(final S3Family rules, final Request request) {
        final String owner = request.container().owner();
        return request.expectedOwner() == null || owner == null || owner.equals(request.expectedOwner())
                ? Optional.empty()
                : Optional.of(rules.accessDenied(request.named()));
    }

    /**
     * Conditions on the object that no upload can be completed under. Whether a legal one holds is decided by the store,
     * which alone can look and write in one step; it reports 412 or 409 as the outcome of the assembly.
     */
    static Optional<Answer> unsupportedConditions(
            final S3Family rules, final CompleteMultipartUpload command, final UploadIdentity named) {
        final String noneMatch = command.getIfNoneMatch();
        final String match = command.getIfMatch();
        final String header;
        if (noneMatch != null && (match != null || !noneMatch.equals(ANY))) {
            header = "If-None-Match";
        } else if (ANY.equals(match)) {
            header = "If-Match";
        } else {
            return Optional.empty();
        }
        return Optional.of(rules.error(S3Error.NOT_IMPLEMENTED, named, Map.of("Header", header)));
    }
}
