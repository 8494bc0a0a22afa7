/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mopup.benchmarks.internal.ReportTable;
import java.util.List;

/**
 * What a run measured. docs/benchmarks.md says what each row means.
 *
 * @param machine where it ran
 * @param settings with what
 * @param figures the rows, in the order of the letters
 * @param targets what was aimed at, and whether it was reached
 * @param notes what a reader has to know to read the figures right
 * @param seconds how long the whole run took
 */
public record BenchReport(
        Machine machine,
        Settings settings,
        List<Figure> figures,
        List<Target> targets,
        List<String> notes,
        double seconds) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The machine.
     *
     * @param cores processors that the virtual machine sees
     * @param maxHeapMiB the heap's limit
     * @param loadAtStart load average of the last minute before the run, -1 where the system has none; well above 0
     *     means that others took part of the machine
     */
    public record Machine(String os, String java, String kafka, int cores, long maxHeapMiB, double loadAtStart) {}

    /**
     * The settings that all rows share.
     *
     * @param recordBytes average size of a part event on the wire, key and value
     */
    public record Settings(
            boolean quick,
            int runs,
            int threads,
            int partitions,
            String guarantee,
            long commitIntervalMs,
            long records,
            int recordBytes,
            List<Integer> openUploads) {}

    /**
     * One row.
     *
     * @param id letter of the row, and what distinguishes it from others of that letter
     * @param values one for each run, in their order
     */
    public record Figure(
            String id, String what, String unit, double median, double min, double max, List<Double> values) {}

    /**
     * One target.
     *
     * @param id the letter that it belongs to
     * @param what the target, with its bound
     * @param value what was measured
     * @param met whether that is within the bound
     */
    public record Target(String id, String what, double value, boolean met) {}

    /** Whether every target is met. */
    @JsonProperty
    public boolean allTargetsMet() {
        return targets.stream().allMatch(Target::met);
    }

    /** One JSON object, on one line. */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same for people. */
    public String table() {
        return ReportTable.render(this);
    }
}
