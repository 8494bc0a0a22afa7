/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import io.mopup.core.StoredPart;
import io.mopup.core.UploadFacts;
import io.mopup.events.CompleteMultipartUpload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The byte ranges of a Glacier upload: part n holds the bytes from (n - 1) times the part size. */
final class GlacierRanges {
    private GlacierRanges() {}

    /** A range has to begin at a multiple of the part size, and may not be longer. */
    static Optional<Answer> refuse(final StoredPart part, final UploadFacts facts) {
        if (facts.partSize() <= 0) {
            return Optional.empty();
        }
        final long first = (part.partNumber() - 1) * facts.partSize();
        if (part.firstByte() != null && part.firstByte() != first) {
            return Optional.of(invalid("Invalid Content-Range: part " + part.partNumber() + " begins at " + first
                    + ", not at " + part.firstByte() + "."));
        }
        return part.size() <= facts.partSize()
                ? Optional.empty()
                : Optional.of(invalid("Invalid Content-Range: " + part.size() + " bytes are more than the part size of "
                        + facts.partSize() + "."));
    }

    /** The ranges must be whole and without a gap, and agree with the size and the tree hash that the caller names. */
    static Listing archive(
            final CompleteMultipartUpload command, final SortedMap<Integer, StoredPart> live, final UploadFacts facts) {
        if (command.getArchiveSize() == null || command.getTreeHash() == null) {
            return new Listing.Refused(GlacierError.MISSING_PARAMETER_VALUE.answer(
                    "x-amz-archive-size and x-amz-sha256-tree-hash are required."));
        }
        if (live.isEmpty()) {
            return refused("No range was uploaded.");
        }
        final int last = live.lastKey();
        long size = 0;
        int expected = 1;
        for (final StoredPart part : live.values()) {
            if (part.partNumber() != expected++) {
                return refused("The range in front of part " + part.partNumber() + " was not uploaded.");
            }
            if (facts.partSize() > 0 && part.partNumber() < last && part.size() != facts.partSize()) {
                return refused("Part " + part.partNumber() + " is shorter than the part size and not the last one.");
            }
            size += part.size();
        }
        if (size != command.getArchiveSize()) {
            return refused("The uploaded ranges have " + size + " bytes, not " + command.getArchiveSize() + ".");
        }
        final List<StoredPart> parts = new ArrayList<>(live.values());
        // Where a store does not report the hashes of its parts, only itself can check that of the archive.
        return TreeHashes.root(parts)
                        .filter(root -> !root.equalsIgnoreCase(command.getTreeHash()))
                        .isPresent()
                ? refused("Invalid x-amz-sha256-tree-hash: " + command.getTreeHash())
                : new Listing.Accepted(parts, Map.of());
    }

    private static Listing refused(final String message) {
        return new Listing.Refused(invalid(message));
    }

    private static Answer invalid(final String message) {
        return GlacierError.INVALID_PARAMETER_VALUE.answer(message);
    }
}
