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
 * @param waits median share of a request that waited for its decision, 0 to 1, as the gateway measured it, by phase and operation
 * @param growth what the process held under load, after a warm-up, by figure
 * @param figures everything else by name, in the order of the table
 * @param targets what was aimed at
 */
public record GatewayReport(
        double requestsPerSecond,
        Map<String, Latency> operations,
        Map<String, Long> statuses,
        Map<String, Double> waits,
        Map<String, Growth> growth,
        Map<String, Double> figures,
        List<BenchReport.Target> targets) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Milliseconds. */
    public record Latency(long count, double p50, double p99) {}

    /**
     * What one figure did.
     *
     * @param first median of the first fifth of the values
     * @param last median of the last fifth
     * @param perMinute growth by the medians or by a straight line through all values, whichever is more
     * @param values how many there are
     */
    public record Growth(String unit, double first, double last, double perMinute, int values) {}

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
                + waits.entrySet().stream()
                        .map(one ->
                                line(one.getKey() + ": share of the wait for the decision", "%12.2f", one.getValue()))
                        .collect(Collectors.joining())
                + growth.entrySet().stream()
                        .map(one -> line(
                                "load: " + one.getKey() + ", " + one.getValue().unit(),
                                "%12.1f   then %9.1f   growth a minute %+9.2f   (%d values)",
                                one.getValue().first(),
                                one.getValue().last(),
                                one.getValue().perMinute(),
                                one.getValue().values()))
                        .collect(Collectors.joining())
                + figures.entrySet().stream()
                        .map(one -> line(one.getKey(), "%12.2f", one.getValue()))
                        .collect(Collectors.joining())
                + targets.stream()
                        .map(one -> line(one.what(), "%12.2f   %s", one.value(), one.met() ? "met" : "MISSED"))
                        .collect(Collectors.joining());
    }

    private static String line(final String what, final String format, final Object... values) {
        return String.format(Locale.ROOT, "%-70s", what)
                + String.format(Locale.ROOT, format, values)
                + System.lineSeparator();
    }
}
