/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.naive;

import io.mopup.events.CommandResult;
import io.mopup.events.Dialect;
import io.mopup.events.UploadIdentity;

/**
 * As much of an answer as the semantics fix for every dialect.
 *
 * @param code error code, or null on success
 * @param charged whether x-amz-request-charged is returned
 * @param abortDate x-amz-abort-date, or null
 */
public record NaiveReply(int status, String code, boolean charged, String abortDate) {
    static NaiveReply ok(final int status) {
        return new NaiveReply(status, null, false, null);
    }

    static NaiveReply charged(final int status, final boolean charged) {
        return new NaiveReply(status, null, charged, null);
    }

    static NaiveReply error(final int status, final String code) {
        return new NaiveReply(status, code, false, null);
    }

    static NaiveReply noSuchUpload(final UploadIdentity named) {
        return error(404, named.getDialect() == Dialect.GLACIER ? "ResourceNotFoundException" : "NoSuchUpload");
    }

    static NaiveReply noSuchContainer(final UploadIdentity named) {
        return error(404, named.getDialect() == Dialect.GLACIER ? "ResourceNotFoundException" : "NoSuchBucket");
    }

    static NaiveReply preconditionFailed() {
        return error(412, "PreconditionFailed");
    }

    public static NaiveReply of(final CommandResult result) {
        return new NaiveReply(
                result.getHttpStatus(),
                result.getErrorCode(),
                result.getRequestCharged(),
                result.getFields().get("x-amz-abort-date"));
    }
}
