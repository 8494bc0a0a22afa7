/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.query;

/**
 * One part that an object would contain if it were completed now.
 *
 * @param partNumber 1 to 10000
 * @param generation the highest that arrived under this number
 * @param size bytes
 * @param etag without quotes, or null
 * @param treeHash Glacier: lower-case hex, or null
 * @param firstByte Glacier: where it begins in the archive, or null
 * @param checksumAlgorithm in capitals, or null
 * @param checksum of the bytes, base64, or null
 * @param uploadedAt epoch milliseconds at which the store had the last byte, or null if that is not known
 */
public record PartDetails(
        int partNumber,
        long generation,
        long size,
        String etag,
        String treeHash,
        Long firstByte,
        String checksumAlgorithm,
        String checksum,
        Long uploadedAt) {}
