/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.naive;

/**
 * The refusals that do not depend on the state of an upload: section 2.3, steps 2 to 7, each dialect written down on its
 * own from its own section.
 */
final class NaiveAdmission {
    private NaiveAdmission() {}

    /** The refusal, or null. */
    static NaiveReply refusal(final NaiveRequest request) {
        return switch (request.named().getDialect()) {
            case S3 -> generalPurpose(request);
            case S3_DIRECTORY -> directory(request);
            case COS -> cos(request);
            case GLACIER -> glacier(request);
            case UNKNOWN -> throw new AssertionError(request.named());
        };
    }

    /** Section 3.5, the table from top to bottom; section 3.4 for the conditions of a Complete. */
    private static NaiveReply generalPurpose(final NaiveRequest request) {
        final String payer = request.payer();
        if (request.expectedOwner() != null && !request.expectedOwner().matches("\\d{12}")) {
            return NaiveReply.error(400, "InvalidBucketOwnerAWSAccountID");
        }
        if (request.missing()) {
            return NaiveReply.error(404, "NoSuchBucket");
        }
        if (request.expectedOwner() != null
                && request.owner() != null
                && !request.expectedOwner().equals(request.owner())) {
            return NaiveReply.error(403, "AccessDenied");
        }
        if (request.requesterPays() && payer == null && !request.caller().isOfOwner()) {
            return NaiveReply.error(403, "AccessDenied");
        }
        if (payer != null && !payer.equals("requester")) {
            return NaiveReply.error(400, "InvalidArgument");
        }
        if (!request.caller().mayInGeneralPurpose(request.upload(), request.abort() != null)) {
            return NaiveReply.error(403, "AccessDenied");
        }
        if (request.abort() != null && request.abort().getIfMatchInitiatedTime() != null) {
            return NaiveReply.error(501, "NotImplemented");
        }
        return unsupportedConditions(request);
    }

    /** Section 4: the session decides, nobody pays, and an unreadable date is refused before anything is compared. */
    private static NaiveReply directory(final NaiveRequest request) {
        if (request.expectedOwner() != null && !request.expectedOwner().matches("\\d{12}")) {
            return NaiveReply.error(400, "InvalidBucketOwnerAWSAccountID");
        }
        if (request.missing()) {
            return NaiveReply.error(404, "NoSuchBucket");
        }
        if (request.expectedOwner() != null
                && request.owner() != null
                && !request.expectedOwner().equals(request.owner())) {
            return NaiveReply.error(403, "AccessDenied");
        }
        if (!request.caller().mayBySession()) {
            return NaiveReply.error(403, "AccessDenied");
        }
        if (request.abort() != null
                && request.abort().getIfMatchInitiatedTime() != null
                && request.ifMatchTime() == null) {
            return NaiveReply.error(400, "InvalidArgument");
        }
        return unsupportedConditions(request);
    }

    /** Section 5: headers that are not listed have no effect; section 7: policy alone. */
    private static NaiveReply cos(final NaiveRequest request) {
        if (request.missing()) {
            return NaiveReply.error(404, "NoSuchBucket");
        }
        return request.caller().mayByPolicy() ? null : NaiveReply.error(403, "AccessDenied");
    }

    /** Section 6.3; section 7: policy alone. */
    private static NaiveReply glacier(final NaiveRequest request) {
        if (request.registered() != null && request.registered().getNoLongerSupported()) {
            return NaiveReply.error(400, "NoLongerSupportedException");
        }
        if (request.missing()) {
            return NaiveReply.error(404, "ResourceNotFoundException");
        }
        return request.caller().mayByPolicy() ? null : NaiveReply.error(403, "AccessDeniedException");
    }

    /** Section 3.4: 501 for anything but If-None-Match: * or If-Match with an ETag, and for both together. */
    private static NaiveReply unsupportedConditions(final NaiveRequest request) {
        if (request.complete() == null) {
            return null;
        }
        final String none = request.complete().getIfNoneMatch();
        final String match = request.complete().getIfMatch();
        final boolean legal =
                (none == null || none.equals("*")) && (match == null || (!match.equals("*") && none == null));
        return legal ? null : NaiveReply.error(501, "NotImplemented");
    }
}
