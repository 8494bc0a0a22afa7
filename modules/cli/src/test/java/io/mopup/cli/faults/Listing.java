/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.events.CompletedPart;
import io.mopup.events.Dialect;
import io.mopup.events.PartUploaded;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a Complete names.
 *
 * @param parts for S3, else null
 * @param archiveSize for Glacier, else null
 * @param treeHash for Glacier, else null
 */
record Listing(List<CompletedPart> parts, Long archiveSize, String treeHash) {

    /** What can be completed of the parts that are stored, if anything can. */
    static Optional<Listing> of(final UploadPlan plan, final Collection<PartUploaded> stored) {
        final SortedMap<Integer, PartUploaded> newest = new TreeMap<>();
        stored.forEach(part -> newest.merge(
                part.getPartNumber(), part, (one, other) -> one.getGeneration() > other.getGeneration() ? one : other));
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        return plan.identity().getDialect() == Dialect.GLACIER ? archive(plan, newest) : Optional.of(object(newest));
    }

    /** One part: it may be of any size then. The others are left out, so there is something to be deleted. */
    private static Listing object(final SortedMap<Integer, PartUploaded> newest) {
        final PartUploaded last = newest.get(newest.lastKey());
        return new Listing(List.of(new CompletedPart(last.getPartNumber(), last.getEtag(), null)), null, null);
    }

    /** All parts, without a gap. */
    private static Optional<Listing> archive(final UploadPlan plan, final SortedMap<Integer, PartUploaded> newest) {
        if (newest.lastKey() != newest.size()) {
            return Optional.empty();
        }
        final Map<String, UploadPlan.Part> planned = plan.parts().stream()
                .collect(Collectors.toMap(part -> part.partNumber() + "/" + part.generation(), part -> part));
        final List<byte[]> bytes = newest.values().stream()
                .map(part -> planned.get(part.getPartNumber() + "/" + part.getGeneration()))
                .map(part -> Bytes.of(plan.uploadId(), part))
                .toList();
        final long size = bytes.stream().mapToLong(part -> part.length).sum();
        return Optional.of(new Listing(null, size, Bytes.treeHash(bytes)));
    }
}
