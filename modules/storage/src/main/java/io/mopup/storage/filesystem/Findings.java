/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage.filesystem;

import io.mopup.events.ObservedPart;
import io.mopup.events.RoundOutcome;
import io.mopup.storage.SweepResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds up what a sweep comes across. */
final class Findings {
    private final Path root;
    private final List<ObservedPart> found = new ArrayList<>();
    private boolean any;
    private boolean incomplete;
    private int partsFound;
    private int partsFreed;
    private long bytesFreed;

    Findings(final Path root) {
        this.root = root;
    }

    void deleted(final Path file, final long size) {
        bytesFreed += size;
        if (add(file, size, true)) {
            partsFreed++;
        }
    }

    void kept(final Path file, final long size) {
        incomplete = true;
        add(file, size, false);
    }

    /** Whether something could not be deleted. */
    boolean incomplete() {
        return incomplete;
    }

    SweepResult result() {
        return any
                ? new SweepResult(RoundOutcome.LEFTOVERS, partsFound, partsFreed, bytesFreed, found)
                : SweepResult.EMPTY;
    }

    /** Returns whether the file is a finished part. */
    private boolean add(final Path file, final long size, final boolean deleted) {
        any = true;
        final Optional<StoreLayout.PartFile> part =
                StoreLayout.partFile(file.getFileName().toString());
        if (part.isPresent()) {
            partsFound++;
        }
        if (found.size() < SweepResult.MAX_FOUND) {
            found.add(observed(root, file, size, deleted));
        }
        return part.isPresent();
    }

    /** A file as reports name it. */
    static ObservedPart observed(final Path root, final Path file, final long size, final boolean deleted) {
        final Optional<StoreLayout.PartFile> part =
                StoreLayout.partFile(file.getFileName().toString());
        return ObservedPart.newBuilder()
                .setPartNumber(part.map(StoreLayout.PartFile::partNumber).orElse(0))
                .setGeneration(part.map(StoreLayout.PartFile::generation).orElse(null))
                .setLocator(root.relativize(file).toString())
                .setSize(size)
                .setDeleted(deleted)
                .build();
    }
}
