/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.demo;

import io.mopup.contract.Digests;
import io.mopup.events.Dialect;
import io.mopup.storage.TreeHash;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;

/** The random bytes of parts, made again from their seeds whenever they are needed. */
final class PartContent {
    private PartContent() {}

    static byte[] of(final PlannedPart part) {
        final byte[] bytes = new byte[part.size()];
        new Random(part.contentSeed()).nextBytes(bytes);
        return bytes;
    }

    /** Bytes of the object that an upload becomes. */
    static long objectSize(final PlannedUpload upload) {
        return upload.object().stream().mapToLong(PlannedPart::size).sum();
    }

    /** SHA-256 of that object in hex. */
    static String objectDigest(final PlannedUpload upload) {
        final MessageDigest digest = Digests.sha256();
        upload.object().forEach(part -> digest.update(of(part)));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** What a Complete says the archive hashes to; null for S3. */
    static String treeHash(final PlannedUpload upload) {
        if (upload.identity().getDialect() != Dialect.GLACIER) {
            return null;
        }
        final TreeHash tree = new TreeHash();
        upload.object().forEach(part -> {
            final byte[] bytes = of(part);
            tree.update(bytes, 0, bytes.length);
        });
        return tree.digest();
    }
}
