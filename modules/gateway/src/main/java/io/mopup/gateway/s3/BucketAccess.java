/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.ContainerFacts;
import io.mopup.core.dialect.Admission;
import io.mopup.core.dialect.Request;
import io.mopup.core.dialect.S3Error;
import io.mopup.events.Dialect;
import io.mopup.events.UploadIdentity;

/** Who may do what to buckets as such, where the rules for the objects in them do not apply. */
final class BucketAccess {
    private static final String OWNER = "x-amz-expected-bucket-owner";

    private BucketAccess() {}

    /** Operations without a bucket: what a caller does in the own account. */
    static void admitInAccount(final S3Call call) {
        final Request request =
                request(call, ContainerFacts.unregistered(true, call.caller().account(), false), null);
        final boolean permitted =
                call.dialect() == Dialect.COS ? call.rules().permits(request) : Admission.mayOperate(request);
        if (!permitted) {
            throw new S3Failure(call.rules().accessDenied(named(call)));
        }
    }

    /**
     * Operations on a bucket itself. For a directory bucket they have an endpoint of their own, which knows no sessions and
     * no expected owner.
     */
    static void admitOwner(final S3Call call) {
        if (call.dialect() != Dialect.S3_DIRECTORY) {
            call.admitted();
            return;
        }
        call.known();
        if (call.header(OWNER) != null) {
            throw S3Failure.of(S3Error.NOT_IMPLEMENTED, "Header", OWNER);
        }
        if (!Admission.mayOperate(request(call, ContainerFacts.of(call.container()), null))) {
            throw new S3Failure(call.rules().accessDenied(call.identity("")));
        }
    }

    /** All steps but that of permission, which each of the listed keys has to pass. */
    static void admitUnlisted(final S3Call call) {
        call.known();
        Admission.refuseUnseen(call.rules(), request(call, ContainerFacts.of(call.container()), call.header(OWNER)))
                .ifPresent(S3Failure::raise);
    }

    private static Request request(final S3Call call, final ContainerFacts facts, final String expectedOwner) {
        return new Request(
                named(call), call.requester(), expectedOwner, call.header("x-amz-request-payer"), facts, null);
    }

    /** A list of buckets names none. */
    private static UploadIdentity named(final S3Call call) {
        return call.bucket() != null
                ? call.identity("")
                : UploadIdentity.newBuilder()
                        .setDialect(call.dialect())
                        .setContainer("")
                        .setUploadId("")
                        .build();
    }
}
