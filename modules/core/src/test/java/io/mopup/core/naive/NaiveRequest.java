/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.naive;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.UploadIdentity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/**
 * One request: what was sent, and what is known of that which it names.
 *
 * @param abort the abort, or null
 * @param complete the Complete, or null
 * @param registered the record of the named container, or null
 * @param upload the upload that is named, or null if there is none like this
 * @param neighbour the upload of that id, if it is in the named container under whatever key; or null
 * @param required whether a container has to be registered
 */
record NaiveRequest(
        AbortMultipartUpload abort,
        CompleteMultipartUpload complete,
        UploadIdentity named,
        Container registered,
        NaiveUpload upload,
        NaiveUpload neighbour,
        boolean required) {

    /** Section 8 and conformance case 53: the system's own clean-up is not stopped by what it cleans up behind. */
    boolean missing() {
        if (abort != null && abort.getReason() == AbortReason.CONTAINER_DELETED) {
            return false;
        }
        return registered == null
                ? required || named.getContainer().endsWith("-s3alias")
                : registered.getDeletedAt() != null;
    }

    String payer() {
        return abort == null ? complete.getRequestPayer() : abort.getRequestPayer();
    }

    /** Section 3.5, last paragraph. */
    boolean charged() {
        return named.getDialect() == Dialect.S3
                && requesterPays()
                && "requester".equals(payer())
                && !caller().isOfOwner();
    }

    /** Section 4: whole seconds. Null if there is no header or nobody can read it. */
    Instant ifMatchTime() {
        try {
            final String sent = abort.getIfMatchInitiatedTime();
            return sent == null ? null : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(sent));
        } catch (final DateTimeException e) {
            return null;
        }
    }

    /** Where nobody registered the container, the events of the upload tell what is known of it. */
    String owner() {
        if (registered != null) {
            return registered.getAccount();
        }
        return neighbour == null ? null : neighbour.identity().getAccount();
    }

    boolean requesterPays() {
        if (registered != null) {
            return registered.getRequesterPays();
        }
        return neighbour != null && neighbour.created.getRequesterPays();
    }

    NaiveCaller caller() {
        return new NaiveCaller(abort == null ? complete.getRequester() : abort.getRequester(), owner());
    }

    String expectedOwner() {
        return abort == null ? complete.getExpectedBucketOwner() : abort.getExpectedBucketOwner();
    }
}
