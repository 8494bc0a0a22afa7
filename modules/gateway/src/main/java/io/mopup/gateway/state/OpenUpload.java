/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.state;

import io.mopup.contract.RecordKeys;
import io.mopup.events.Initiator;
import io.mopup.events.UploadIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;

/**
 * An upload as lists show it, in the order in which they do: by key as UTF-8 bytes, then by initiation, although old
 * documentation says by upload id.
 *
 * @param container key of its container on the topic of containers
 * @param key empty in a vault
 * @param initiatedAt epoch milliseconds
 * @param initiator who created it: ARN of the user, or else twelve digits; null if that was never said
 */
public record OpenUpload(String container, String key, String uploadId, long initiatedAt, String initiator)
        implements Comparable<OpenUpload> {
    private static final Comparator<OpenUpload> ORDER = Comparator.comparing(
                    (OpenUpload upload) -> upload.key().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned)
            .thenComparingLong(OpenUpload::initiatedAt)
            .thenComparing(OpenUpload::uploadId);

    static OpenUpload of(final UploadIdentity identity, final Instant initiatedAt, final Initiator initiator) {
        return new OpenUpload(
                RecordKeys.container(identity.getDialect(), identity.getAccount(), identity.getContainer()),
                identity.getKey() == null ? "" : identity.getKey(),
                identity.getUploadId(),
                initiatedAt == null ? 0 : initiatedAt.toEpochMilli(),
                initiator == null ? null : named(initiator));
    }

    private static String named(final Initiator initiator) {
        return initiator.getPrincipal() == null ? initiator.getAccount() : initiator.getPrincipal();
    }

    @Override
    public int compareTo(final OpenUpload other) {
        return ORDER.compare(this, other);
    }
}
