/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a load on the gateway showed.
 *
 * @param requestsPerSecond of all operations together
 * @param operations latencies under load, by operation
 * @param statuses answers by status; 5xx by status and code; what got no answer by its exception
 * @param figures everything else by name, in the order of the table
 * @param targets what was aimed at
 */
public record GatewayReport(
        double requestsPerSecond,
        Map<String, Latency> operations,
        Map<String, Long> statuses,
        Map<String, Double> figures,
        List<BenchReport.Target> targets) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Milliseconds. */
    public record Latency(long count, double p50, double p99) {}

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
        return "%.1f requests/s under load%n".formatted(requestsPerSecond)
                + operations.entrySet().stream()
                        .map(one -> line(
                                one.getKey(),
                                "%8d   p50 %9.1f ms   p99 %9.1f ms",
                                one.getValue().count(),
                                one.getValue().p50(),
                                one.getValue().p99()))
                        .collect(Collectors.joining())
                + statuses.entrySet().stream()
                        .map(one -> line("answered " + one.getKey(), "%8d", one.getValue()))
                        .collect(Collectors.joining())
                + figures.entrySet().stream()
                        .map(one -> line(one.getKey(), "%12.2f", one.getValue()))
                        .collect(Collectors.joining())
                + targets.stream()
                        .map(one -> line(one.what(), "%12.2f   %s", one.value(), one.met() ? "met" : "MISSED"))
                        .collect(Collectors.joining());
    }

    private static String line(final String what, final String format, final Object... values) {
        return String.format(Locale.ROOT, "%-60s", what)
                + String.format(Locale.ROOT, format, values)
                + System.lineSeparator();
    }
}
