/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.demo;

import io.mopup.events.AbortRoundReport;
import io.mopup.events.PartDeleted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * The books of the demonstration: what front ends stored, and what agents say they freed.
 *
 * <p>A write that the store refused may have landed for a moment: an agent then found and freed it. Such a generation
 * counts as stored too.
 */
final class StoredGenerations {
    /** Names one generation. */
    private record Generation(String uploadId, int partNumber, long generation) {}

    private final Map<Generation, Integer> attempted = new ConcurrentHashMap<>();
    private final Set<Generation> stored = ConcurrentHashMap.newKeySet();
    private final Map<Generation, Long> freed = new ConcurrentHashMap<>();
    private final List<String> problems = new ArrayList<>();

    void attempted(final PlannedUpload upload, final PlannedPart part) {
        attempted.put(generation(upload, part), part.size());
    }

    void stored(final PlannedUpload upload, final PlannedPart part) {
        stored.add(generation(upload, part));
    }

    /** Takes over one storage report. */
    void reported(final SpecificRecord report) {
        if (report instanceof PartDeleted deleted && deleted.getFound()) {
            freed(
                    new Generation(
                            deleted.getIdentity().getUploadId(), deleted.getPartNumber(), deleted.getGeneration()),
                    deleted.getBytesFreed());
        } else if (report instanceof AbortRoundReport round) {
            final String uploadId = round.getIdentity().getUploadId();
            round.getLeftovers().stream()
                    // Part number 0 is an interrupted write: it never was a part.
                    .filter(left -> left.getDeleted() && left.getPartNumber() > 0)
                    .forEach(left -> freed(
                            new Generation(uploadId, left.getPartNumber(), left.getGeneration()), left.getSize()));
        }
    }

    /** Compares the books with each other; call it when all uploads are final. */
    List<String> problems(final Collection<PlannedUpload> completed) {
        final Set<Generation> live = completed.stream()
                .flatMap(upload -> upload.object().stream().map(part -> generation(upload, part)))
                .collect(Collectors.toSet());
        return Stream.concat(
                        problems.stream(),
                        landed().filter(generation -> live.contains(generation) == freed.containsKey(generation))
                                .map(generation -> live.contains(generation)
                                        ? generation + " belongs to a completed object, but an agent freed it"
                                        : generation + " was stored and never reported freed"))
                .toList();
    }

    long partsStored() {
        return landed().count();
    }

    long bytesStored() {
        return landed().mapToLong(attempted::get).sum();
    }

    /** Generations beyond the first one of their part. */
    long superseded() {
        return partsStored()
                - landed().map(generation -> generation.uploadId() + "/" + generation.partNumber())
                        .distinct()
                        .count();
    }

    long partsFreed() {
        return freed.size();
    }

    long bytesFreed() {
        return freed.values().stream().mapToLong(Long::longValue).sum();
    }

    private Stream<Generation> landed() {
        return attempted.keySet().stream()
                .filter(generation -> stored.contains(generation) || freed.containsKey(generation));
    }

    private void freed(final Generation generation, final long bytes) {
        final Integer size = attempted.get(generation);
        // Reports of earlier runs on the same data are none of ours.
        if (size == null) {
            return;
        }
        if (size != bytes) {
            problems.add(generation + " has " + size + " bytes, but " + bytes + " were reported freed");
        }
        if (freed.put(generation, bytes) != null) {
            problems.add(generation + " was reported freed twice");
        }
    }

    private static Generation generation(final PlannedUpload upload, final PlannedPart part) {
        return new Generation(upload.uploadId(), part.partNumber(), part.generation());
    }
}
