/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.benchmarks.BenchReport.Figure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the values of all rows, run by run. */
public final class Figures {
    private final Map<Row, List<Double>> values = new LinkedHashMap<>();

    /** Adds the value of one run. */
    void add(final Row row, final double value) {
        values.computeIfAbsent(row, first -> new ArrayList<>()).add(value);
    }

    /** Adds the quotient of two rows of the run that was added last: whatever slows a whole run down cancels out. */
    void addRatio(final Row row, final Row dividend, final Row divisor) {
        add(row, last(dividend) / last(divisor));
    }

    /** The median over all runs. */
    double median(final Row row) {
        return Statistics.median(values.get(row));
    }

    /** The value that was added last. */
    double last(final Row row) {
        final List<Double> all = values.get(row);
        return all.get(all.size() - 1);
    }

    /** All rows, in the order in which they came. */
    public List<Figure> all() {
        return values.entrySet().stream()
                .map(entry -> figure(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Figure figure(final Row row, final List<Double> values) {
        return new Figure(
                row.id(),
                row.what(),
                row.unit(),
                Statistics.median(values),
                values.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                values.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
                List.copyOf(values));
    }
}
