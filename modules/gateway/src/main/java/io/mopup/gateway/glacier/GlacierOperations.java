/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.glacier;

import io.mopup.gateway.GatewayMetrics;
import io.mopup.gateway.Platform;
import io.mopup.gateway.auth.Authenticator;
import java.util.Map;

/** Puts the Glacier API together. */
public final class GlacierOperations {
    private GlacierOperations() {}

    /** The API on a platform. */
    public static GlacierService service(
            final Authenticator authenticator, final Platform platform, final Archives archives) {
        final UploadHandlers uploads = new UploadHandlers(platform);
        final ListHandlers lists = new ListHandlers(platform);
        final VaultHandlers vaults = new VaultHandlers(platform, archives);
        return new GlacierService(
                authenticator,
                platform.buckets(),
                Map.of(
                        GlacierOperation.LIST_VAULTS, vaults::list,
                        GlacierOperation.CREATE_VAULT, vaults::create,
                        GlacierOperation.DESCRIBE_VAULT, vaults::describe,
                        GlacierOperation.DELETE_VAULT, vaults::delete,
                        GlacierOperation.INITIATE_MULTIPART_UPLOAD, uploads::initiate,
                        GlacierOperation.LIST_MULTIPART_UPLOADS, lists::uploads,
                        GlacierOperation.UPLOAD_MULTIPART_PART, new PartHandler(platform)::upload,
                        GlacierOperation.COMPLETE_MULTIPART_UPLOAD, uploads::complete,
                        GlacierOperation.ABORT_MULTIPART_UPLOAD, uploads::abort,
                        GlacierOperation.LIST_PARTS, lists::parts),
                platform.metrics().of(GatewayMetrics.Api.GLACIER));
    }
}
