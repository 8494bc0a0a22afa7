/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.benchmarks.BenchReport;
import io.mopup.benchmarks.BenchReport.Figure;
import io.mopup.benchmarks.BenchReport.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The report as text, in Markdown tables that line up in a terminal too. */
public final class ReportTable {
    private static final List<String> FIGURE_HEAD = List.of("", "What", "Median", "Lowest", "Highest", "Unit");
    private static final List<String> TARGET_HEAD = List.of("", "Target", "Measured", "");

    private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9,.]*");

    private ReportTable() {}

    /** Renders everything. */
    public static String render(final BenchReport report) {
        final BenchReport.Machine machine = report.machine();
        final BenchReport.Settings settings = report.settings();
        final List<String> lines = new ArrayList<>();
        lines.add("%s, Java %s, Kafka %s, %d cores, heap up to %d MiB, load average %s before the run"
                .formatted(
                        machine.os(),
                        machine.java(),
                        machine.kafka(),
                        machine.cores(),
                        machine.maxHeapMiB(),
                        number(machine.loadAtStart())));
        lines.add(
                "%d %s of %s, %d stream threads, %d partitions, commit every %d ms, %s part events of %d bytes a pass, %s s in total"
                        .formatted(
                                settings.runs(),
                                settings.quick() ? "quick runs" : "runs",
                                settings.guarantee(),
                                settings.threads(),
                                settings.partitions(),
                                settings.commitIntervalMs(),
                                number((double) settings.records()),
                                settings.recordBytes(),
                                number(report.seconds())));
        lines.add("");
        lines.addAll(table(
                FIGURE_HEAD, report.figures().stream().map(ReportTable::cells).toList()));
        lines.add("");
        lines.addAll(table(
                TARGET_HEAD, report.targets().stream().map(ReportTable::cells).toList()));
        lines.add("");
        report.notes().forEach(note -> lines.add("* " + note));
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    /** Large numbers without decimals, small ones with two. */
    static String number(final double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%,.0f" : "%.2f", value);
    }

    private static List<String> cells(final Figure figure) {
        return List.of(
                figure.id(),
                figure.what(),
                number(figure.median()),
                number(figure.min()),
                number(figure.max()),
                figure.unit());
    }

    private static List<String> cells(final Target target) {
        return List.of(target.id(), target.what(), number(target.value()), target.met() ? "met" : "MISSED");
    }

    private static List<String> table(final List<String> head, final List<List<String>> rows) {
        final int[] widths = IntStream.range(0, head.size())
                .map(column -> Math.max(
                        head.get(column).length(),
                        rows.stream()
                                .mapToInt(row -> row.get(column).length())
                                .max()
                                .orElse(0)))
                .toArray();
        final List<String> lines = new ArrayList<>();
        lines.add(line(head, widths));
        lines.add(line(
                IntStream.range(0, head.size())
                        .mapToObj(column -> "-".repeat(widths[column]))
                        .toList(),
                widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private static String line(final List<String> cells, final int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> pad(cells.get(column), widths[column]))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** Numbers to the right, text to the left. */
    private static String pad(final String cell, final int width) {
        return NUMBER.matcher(cell).matches()
                ? " ".repeat(width - cell.length()) + cell
                : cell + " ".repeat(width - cell.length());
    }
}
