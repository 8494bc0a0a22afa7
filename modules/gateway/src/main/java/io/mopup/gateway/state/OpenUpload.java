/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.state;

import io.mopup.contract.RecordKeys;
import io.mopup.events.UploadIdentity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * An upload as lists show it, in the order in which they do: by key as UTF-8 bytes, then by initiation, although old
 * documentation says by upload id.
 *
 * @param container key of its container on the topic of containers
 * @param key empty in a vault
 * @param initiatedAt epoch milliseconds
 */
public record OpenUpload(String container, String key, String uploadId, long initiatedAt)
        implements Comparable<OpenUpload> {
    private static final Comparator<OpenUpload> ORDER = Comparator.comparing(
                    (OpenUpload upload) -> upload.key().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned)
            .thenComparingLong(OpenUpload::initiatedAt)
            .thenComparing(OpenUpload::uploadId);

    static OpenUpload of(final UploadIdentity identity, final long initiatedAt) {
        return new OpenUpload(
                RecordKeys.container(identity.getDialect(), identity.getAccount(), identity.getContainer()),
                identity.getKey() == null ? "" : identity.getKey(),
                identity.getUploadId(),
                initiatedAt);
    }

    @Override
    public int compareTo(final OpenUpload other) {
        return ORDER.compare(this, other);
    }
}
