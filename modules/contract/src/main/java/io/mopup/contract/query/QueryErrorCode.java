/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.query;

/** Why a query was not answered. The names are part of the interface and stay as they are. */
public enum QueryErrorCode {
    /** Nobody created such an upload, or it is forgotten. */
    UNKNOWN_UPLOAD(404),
    /** There is nothing to ask for under this path. */
    UNKNOWN_PATH(404),
    /** The token of the admin port is missing or wrong. */
    UNAUTHORIZED(401),
    /** Only GET reads. */
    METHOD_NOT_ALLOWED(405),
    /** A parameter is no number or out of its bounds, or the path is not percent-encoded UTF-8. */
    INVALID_ARGUMENT(400),
    /** The partition of the upload is starting, being restored or on its way to another instance. */
    NOT_READY(503),
    /** The instance that owns the upload did not answer in time. */
    OWNER_UNREACHABLE(503),
    /** A defect; the log of the instance says more. */
    INTERNAL_ERROR(500);

    private final int status;

    QueryErrorCode(final int status) {
        this.status = status;
    }

    /** The HTTP status that it comes with. */
    public int status() {
        return status;
    }
}
