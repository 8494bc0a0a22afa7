/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.dialect.S3Error;
import java.util.List;
import java.util.Set;

/** Headers that ask for something of an object that there is not here, and that a client relies on. */
final class UnsupportedHeaders {
    private static final List<String> REFUSED = List.of(
            "x-amz-write-offset-bytes",
            "x-amz-server-side-encryption",
            "x-amz-server-side-encryption-customer-algorithm",
            "x-amz-object-lock-mode",
            "x-amz-object-lock-legal-hold",
            "x-amz-object-lock-retain-until-date",
            "x-amz-grant-read",
            "x-amz-grant-read-acp",
            "x-amz-grant-write-acp",
            "x-amz-grant-full-control",
            "x-amz-tagging");

    private static final String ACL = "x-amz-acl";
    /** What every object here is. Clients send these because it is what they do always. */
    private static final Set<String> HARMLESS_ACLS =
            Set.of("private", "bucket-owner-full-control", "bucket-owner-read");

    private UnsupportedHeaders() {}

    /**
     * Refuses a call that would get less than it asks for.
     *
     * @throws S3Failure NotImplemented, with the name of the header
     */
    static void refuse(final S3Call call) {
        REFUSED.stream().filter(call.http().headers()::has).findFirst().ifPresent(UnsupportedHeaders::refuse);
        if (call.header(ACL) != null && !HARMLESS_ACLS.contains(call.header(ACL))) {
            refuse(ACL);
        }
    }

    /** @throws S3Failure NotImplemented */
    static void refuse(final String header) {
        throw S3Failure.of(S3Error.NOT_IMPLEMENTED, "Header", header);
    }
}
