/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.gateway.Platform;
import io.mopup.gateway.auth.Sessions;
import io.mopup.gateway.objects.ObjectStore;
import java.util.Map;

/** The operations of multipart uploads. */
public final class MultipartOperations {
    private MultipartOperations() {}

    /** A handler for each. */
    public static Map<S3Operation, S3Handler> handlers(
            final Platform platform, final ObjectStore objects, final Sessions sessions) {
        final UploadHandlers uploads = new UploadHandlers(platform);
        final PartHandler parts = new PartHandler(platform);
        final PartCopyHandler copies = new PartCopyHandler(platform, parts, objects);
        return Map.of(
                S3Operation.CREATE_MULTIPART_UPLOAD, uploads::create,
                S3Operation.ABORT_MULTIPART_UPLOAD, uploads::abort,
                S3Operation.UPLOAD_PART,
                        call -> call.header("x-amz-copy-source") == null ? parts.upload(call) : copies.copy(call),
                S3Operation.COMPLETE_MULTIPART_UPLOAD, new CompleteHandler(platform)::complete,
                S3Operation.LIST_PARTS, new ListPartsHandler(platform)::list,
                S3Operation.LIST_MULTIPART_UPLOADS, new ListUploadsHandler(platform)::list,
                S3Operation.CREATE_SESSION, new SessionHandler(sessions)::create);
    }
}
