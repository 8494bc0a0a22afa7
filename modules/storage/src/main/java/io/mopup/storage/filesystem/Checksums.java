/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage.filesystem;

import io.mopup.contract.Digests;
import io.mopup.events.Dialect;
import io.mopup.storage.TreeHash;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** What the dialect of an upload wants to know about the bytes of a part, or of an object part by part. */
final class Checksums {
    private final Optional<TreeHash> tree;
    private final MessageDigest part = Digests.md5();
    private final MessageDigest ofParts = Digests.md5();
    private int parts;

    Checksums(final Dialect dialect) {
        this.tree = dialect == Dialect.GLACIER ? Optional.of(new TreeHash()) : Optional.empty();
    }

    void update(final byte[] bytes, final int length) {
        if (tree.isPresent()) {
            tree.get().update(bytes, 0, length);
        } else {
            part.update(bytes, 0, length);
        }
    }

    /** Between the parts of an object, and after the last. */
    void endPart() {
        ofParts.update(part.digest());
        parts++;
    }

    /** ETag of the one part that was read; empty for Glacier. */
    Optional<String> partEtag() {
        return tree.isPresent() ? Optional.empty() : Optional.of(HexFormat.of().formatHex(part.digest()));
    }

    /** ETag of the object; empty for Glacier. */
    Optional<String> objectEtag() {
        return tree.isPresent()
                ? Optional.empty()
                : Optional.of(HexFormat.of().formatHex(ofParts.digest()) + "-" + parts);
    }

    /** Tree hash of all bytes; Glacier only. */
    Optional<String> treeHash() {
        return tree.map(TreeHash::digest);
    }
}
