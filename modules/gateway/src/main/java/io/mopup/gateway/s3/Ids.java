/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What names a request to its client, in headers and in error documents.
 *
 * @param request x-amz-request-id
 * @param host x-amz-id-2
 */
record Ids(String request, String host) {

    /** At S3 the second one is an opaque token of the server; here it says no more than the first. */
    static Ids of(final String requestId) {
        return new Ids(
                requestId,
                Base64.getEncoder().encodeToString(("mopup:" + requestId).getBytes(StandardCharsets.UTF_8)));
    }
}
