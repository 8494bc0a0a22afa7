/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

/**
 * A checksum of bytes.
 *
 * @param algorithm in capitals: CRC32, CRC32C, CRC64NVME, SHA1, SHA256, or one that is not known here
 * @param value base64
 */
public record Checksum(String algorithm, String value) {
    /** Null unless both are there. */
    static Checksum of(final String algorithm, final String value) {
        return algorithm == null || value == null ? null : new Checksum(algorithm, value);
    }

    /** The value, if it is of this algorithm; null otherwise, also for a checksum that is null. */
    public static String valueOf(final Checksum checksum, final String algorithm) {
        return checksum != null && checksum.algorithm().equals(algorithm) ? checksum.value() : null;
    }
}
