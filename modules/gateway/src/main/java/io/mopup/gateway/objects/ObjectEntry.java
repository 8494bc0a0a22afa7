/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.objects;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An object as its file says it.
 *
 * @param container key of its bucket on the topic of containers
 * @param size bytes
 * @param etag without quotes
 * @param lastModifiedMs since 1970, whole seconds: no header says more, and conditions are compared with headers
 * @param headers those that are returned with it, by their names in lower case
 * @param checksums by the names of their headers
 * @param location where its bytes lie, relative to the root of the store
 * @param uploadId the multipart upload that it was; null if it was none
 * @param partSizes bytes of each of its parts in order; null if it was no multipart upload, or that is not known
 */
public record ObjectEntry(
        String container,
        String key,
        long size,
        String etag,
        long lastModifiedMs,
        Map<String, String> headers,
        Map<String, String> checksums,
        String location,
        String uploadId,
        List<Long> partSizes) {

    public ObjectEntry {
        headers = Map.copyOf(headers);
        checksums = Map.copyOf(checksums);
        partSizes = partSizes == null ? null : List.copyOf(partSizes);
    }

    /** When it became the object of its key. */
    public Instant modifiedAt() {
        return Instant.ofEpochMilli(lastModifiedMs);
    }
}
