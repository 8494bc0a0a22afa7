/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import io.mopup.events.UploadIdentity;
import java.util.HashMap;
import java.util.Map;

/** IBM Cloud Object Storage: headers that its API does not list have no effect, and only the policy decides. */
final class CosRules extends S3Family {

    /** The error document names the resource and repeats the status. */
    @Override
    Answer document(final Answer error, final UploadIdentity named) {
        final Map<String, String> fields = new HashMap<>(error.fields());
        fields.put("Resource", "/" + named.getContainer() + "/" + named.getKey());
        fields.put("httpStatusCode", Integer.toString(error.httpStatus()));
        return new Answer(error.httpStatus(), error.errorCode(), error.message(), fields, false);
    }

    @Override
    public boolean permits(final Request request) {
        return Permissions.byPolicy(request);
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
