/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.glacier;

import io.mopup.core.dialect.GlacierError;
import io.mopup.http.HttpRequest;
import java.util.Arrays;

/** The operations of the Glacier API that are answered. */
enum GlacierOperation {
    LIST_VAULTS("GET", Level.ACCOUNT, "ListVaults"),
    CREATE_VAULT("PUT", Level.VAULT, "CreateVault"),
    DESCRIBE_VAULT("GET", Level.VAULT, "DescribeVault"),
    DELETE_VAULT("DELETE", Level.VAULT, "DeleteVault"),
    INITIATE_MULTIPART_UPLOAD("POST", Level.UPLOADS, "InitiateMultipartUpload"),
    LIST_MULTIPART_UPLOADS("GET", Level.UPLOADS, "ListMultipartUploads"),
    UPLOAD_MULTIPART_PART("PUT", Level.UPLOAD, "UploadMultipartPart"),
    COMPLETE_MULTIPART_UPLOAD("POST", Level.UPLOAD, "CompleteMultipartUpload"),
    ABORT_MULTIPART_UPLOAD("DELETE", Level.UPLOAD, "AbortMultipartUpload"),
    LIST_PARTS("GET", Level.UPLOAD, "ListParts");

    private enum Level {
        ACCOUNT,
        VAULT,
        UPLOADS,
        UPLOAD
    }

    private final String method;
    private final Level level;
    private final String action;

    GlacierOperation(final String method, final Level level, final String action) {
        this.method = method;
        this.level = level;
        this.action = "glacier:" + action;
    }

    /** The action that policies name. */
    String action() {
        return action;
    }

    /**
     * The operation of a request.
     *
     * @throws GlacierFailure BadRequest if there is none
     */
    static GlacierOperation of(final HttpRequest request, final GlacierTarget target) {
        final Level level = level(target);
        return Arrays.stream(values())
                .filter(operation -> operation.level == level && operation.method.equals(request.method()))
                .findFirst()
                .orElseThrow(() -> GlacierFailure.of(
                        GlacierError.BAD_REQUEST, "This resource does not take the method " + request.method() + "."));
    }

    private static Level level(final GlacierTarget target) {
        if (target.vault() == null) {
            return Level.ACCOUNT;
        }
        if (!target.uploads()) {
            return Level.VAULT;
        }
        return target.uploadId() == null ? Level.UPLOADS : Level.UPLOAD;
    }
}
