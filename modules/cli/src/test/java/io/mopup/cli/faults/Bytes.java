/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.storage.TreeHash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Bytes of parts and what they hash to. */
final class Bytes {
    private Bytes() {}

    /** The same part always has the same bytes, and no two parts have. */
    static byte[] of(final String uploadId, final UploadPlan.Part part) {
        final byte[] bytes = new byte[part.size()];
        new Random(uploadId.hashCode() * 1_000_003L + part.partNumber() * 101L + part.generation()).nextBytes(bytes);
        return bytes;
    }

    static String md5(final byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }

    /** Glacier's hash of all of them, one after the other. */
    static String treeHash(final List<byte[]> all) {
        final TreeHash hash = new TreeHash();
        all.forEach(bytes -> hash.update(bytes, 0, bytes.length));
        return hash.digest();
    }
}
