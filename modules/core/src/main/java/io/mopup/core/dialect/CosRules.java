/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import io.mopup.core.StoredPart;
import io.mopup.core.UploadFacts;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.UploadIdentity;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** IBM Cloud Object Storage: headers that its API does not list have no effect, and only the policy decides. */
final class CosRules extends S3Family {

    /** The error document names the resource and repeats the status. */
    @Override
    Answer error(final S3Error error, final UploadIdentity named, final Map<String, String> fields) {
        final Answer plain = super.error(error, named, fields);
        final Map<String, String> all = new HashMap<>(fields);
        all.put("Resource", "/" + named.getContainer() + "/" + named.getKey());
        all.put("httpStatusCode", Integer.toString(plain.httpStatus()));
        return new Answer(plain.httpStatus(), plain.errorCode(), plain.message(), all, false);
    }

    @Override
    public Optional<Answer> malformed(final Request request) {
        return Optional.empty();
    }

    @Override
    public Optional<Answer> wrongOwner(final Request request) {
        return Optional.empty();
    }

    @Override
    public Optional<Answer> wrongPayer(final Request request) {
        return Optional.empty();
    }

    @Override
    public boolean permits(final Request request) {
        return Permissions.byPolicy(request);
    }

    @Override
    public Optional<Answer> unsupported(final AbortMultipartUpload command, final UploadIdentity named) {
        return Optional.empty();
    }

    @Override
    public Optional<Answer> unsupported(final CompleteMultipartUpload command, final UploadIdentity named) {
        return Optional.empty();
    }

    @Override
    public Listing list(
            final CompleteMultipartUpload command,
            final UploadIdentity named,
            final SortedMap<Integer, StoredPart> live,
            final UploadFacts facts,
            final long minPartSize) {
        return new PartList(this, named, live, minPartSize).check(command, facts, false);
    }

    @Override
    public boolean forgivesAbortOfCompleted() {
        return true;
    }

    @Override
    S3Error keyTooLong() {
        return S3Error.KEY_TOO_LONG_COS;
    }

    @Override
    S3Error noBody() {
        return S3Error.MISSING_REQUEST_BODY;
    }
}
