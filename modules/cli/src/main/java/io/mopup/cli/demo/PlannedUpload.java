/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.demo;

import io.mopup.events.UploadIdentity;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One upload from its creation to its end.
 *
 * @param parts in the order in which they are uploaded
 * @param abortAt before which of the parts the abort is published; only for {@link Fate#ABORT}
 * @param unlisted a part number that the Complete leaves out, or 0
 */
record PlannedUpload(UploadIdentity identity, Fate fate, List<PlannedPart> parts, int abortAt, int unlisted) {
    /** How an upload is meant to end. */
    enum Fate {
        ABORT,
        COMPLETE,
        /** Abort and Complete at the same moment. */
        RACE
    }

    PlannedUpload {
        parts = List.copyOf(parts);
    }

    String uploadId() {
        return identity.getUploadId();
    }

    /** What the object is made of if the upload is completed: of each listed number the last generation, in order. */
    List<PlannedPart> object() {
        final SortedMap<Integer, PlannedPart> newest = new TreeMap<>();
        parts.forEach(part -> newest.merge(
                part.partNumber(), part, (first, second) -> first.generation() > second.generation() ? first : second));
        newest.remove(unlisted);
        return List.copyOf(newest.values());
    }
}
