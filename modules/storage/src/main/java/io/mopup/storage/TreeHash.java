/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage;

import io.mopup.contract.Digests;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

/**
 * Glacier's SHA-256 tree hash of a stream: digests of each MiB, combined pair by pair, level by level, an odd one
 * promoted as it is (Amazon S3 Glacier developer guide, "Computing Checksums"). Not safe for use by many threads.
 *
 * <p>Only the roots of complete subtrees are kept, one for each level, so that an archive of any size needs a few
 * hundred bytes.
 */
public final class TreeHash {
    private static final int LEAF_BYTES = 1 << 20;

    private final MessageDigest leaf = Digests.sha256();
    private final MessageDigest pair = Digests.sha256();
    /** From right to left, so from small to large: bit n of the number of leaves is set if there is one of 2^n. */
    private final Deque<byte[]> roots = new ArrayDeque<>();

    private long leaves;
    private int inLeaf;

    /** Adds the next bytes of the stream. */
    public void update(final byte[] bytes, final int offset, final int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            final int taken = Math.min(left, LEAF_BYTES - inLeaf);
            leaf.update(bytes, from, taken);
            from += taken;
            left -= taken;
            inLeaf += taken;
            if (inLeaf == LEAF_BYTES) {
                endLeaf();
            }
        }
    }

    /** Ends the stream; the hash in lower-case hex. Of no bytes at all it is the SHA-256 of nothing. */
    public String digest() {
        if (inLeaf > 0 || roots.isEmpty()) {
            endLeaf();
        }
        // What is promoted meets the next larger subtree to its left, and so on up to the root.
        byte[] hash = roots.pop();
        while (!roots.isEmpty()) {
            hash = parent(roots.pop(), hash);
        }
        return HexFormat.of().formatHex(hash);
    }

    private void endLeaf() {
        byte[] root = leaf.digest();
        // As in binary counting: each set bit from the right is a subtree of the same size, to be merged.
        for (long carry = leaves; (carry & 1) == 1; carry >>= 1) {
            root = parent(roots.pop(), root);
        }
        roots.push(root);
        leaves++;
        inLeaf = 0;
    }

    private byte[] parent(final byte[] left, final byte[] right) {
        pair.update(left);
        return pair.digest(right);
    }
}
