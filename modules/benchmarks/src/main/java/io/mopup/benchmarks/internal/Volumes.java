/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much the abort workloads do in one run.
 *
 * @param uploads how many uploads one wave aborts, by the parts of each; some seconds of work
 * @param loadSeconds how long aborts come at a quarter of the maximum
 * @param idleUploads how many aborts an idle processor gets
 */
record Volumes(SortedMap<Integer, Integer> uploads, int loadSeconds, int idleUploads) {
    private static final Volumes STANDARD =
            new Volumes(new TreeMap<>(Map.of(1, 20_000, 10, 5_000, 100, 1_000)), 10, 200);
    private static final Volumes QUICK = new Volumes(new TreeMap<>(Map.of(1, 2_000, 10, 500, 100, 100)), 3, 60);

    static Volumes of(final boolean quick) {
        return quick ? QUICK : STANDARD;
    }
}
