/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import io.mopup.core.ContainerFacts;
import io.mopup.core.UploadFacts;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.Requester;
import io.mopup.events.UploadIdentity;

/**
 * What every command is judged by before its upload is looked at.
 *
 * @param named the upload that the caller names, aliases resolved
 * @param requester who asks
 * @param expectedOwner x-amz-expected-bucket-owner as sent, or null
 * @param payer x-amz-request-payer as sent, or null
 * @param container what is known of the container
 * @param upload the upload, if it is the one that the caller names and if its initiator may do this; otherwise null
 */
public record Request(
        UploadIdentity named,
        Requester requester,
        String expectedOwner,
        String payer,
        ContainerFacts container,
        UploadFacts upload) {

    /** An abort. */
    public static Request of(
            final AbortMultipartUpload command,
            final UploadIdentity named,
            final ContainerFacts container,
            final UploadFacts upload) {
        return new Request(
                named,
                command.getRequester(),
                command.getExpectedBucketOwner(),
                command.getRequestPayer(),
                container,
                upload);
    }

    /** A Complete. To have initiated an upload is no permission to complete it. */
    public static Request of(
            final CompleteMultipartUpload command, final UploadIdentity named, final ContainerFacts container) {
        return new Request(
                named,
                command.getRequester(),
                command.getExpectedBucketOwner(),
                command.getRequestPayer(),
                container,
                null);
    }

    /** A command of Mopup's own, which has none of the headers. */
    public static Request of(final Requester requester, final UploadIdentity named, final ContainerFacts container) {
        return new Request(named, requester, null, null, container, null);
    }
}
