/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import io.mopup.contract.Digests;
import io.mopup.core.StoredPart;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The tree hash of an archive from those of its parts. Parts are a power of two of MiB, so their roots are nodes of the
 * archive's tree: what is left is to pair them, level by level, an odd one promoted as it is (Amazon S3 Glacier developer
 * guide, "Computing Checksums").
 */
final class TreeHashes {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");

    private TreeHashes() {}

    /** The root in lower-case hex; empty unless every part has a hash. */
    static Optional<String> root(final List<StoredPart> parts) {
        List<byte[]> level = new ArrayList<>(parts.size());
        for (final StoredPart part : parts) {
            if (part.treeHash() == null || !SHA_256.matcher(part.treeHash()).matches()) {
                return Optional.empty();
            }
            level.add(HexFormat.of().parseHex(part.treeHash()));
        }
        while (level.size() > 1) {
            level = parents(level);
        }
        return level.stream().findFirst().map(HexFormat.of()::formatHex);
    }

    private static List<byte[]> parents(final List<byte[]> level) {
        final MessageDigest sha256 = Digests.sha256();
        final List<byte[]> parents = new ArrayList<>((level.size() + 1) / 2);
        for (int left = 0; left < level.size(); left += 2) {
            if (left + 1 == level.size()) {
                parents.add(level.get(left));
            } else {
                sha256.update(level.get(left));
                parents.add(sha256.digest(level.get(left + 1)));
            }
        }
        return parents;
    }
}
