/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;

/** A trace for people: a line for each span, with when it began, how long it took, and a bar. */
public final class Waterfall {
    private static final int BAR = 40;

    private final AbortTrace trace;
    private final int width;

    public Waterfall(final AbortTrace trace) {
        this.trace = trace;
        this.width = trace.spans().stream()
                .mapToInt(span -> name(span).length())
                .max()
                .orElse(0);
    }

    public Stream<String> lines() {
        return trace.spans().stream().map(this::line);
    }

    private String line(final TraceSpan span) {
        final Instant zero = trace.root().start();
        return String.format(
                        Locale.ROOT,
                        "%-" + width + "s  %,10d ms  %,10d ms  |%s|  %s",
                        name(span),
                        Duration.between(zero, span.start()).toMillis(),
                        span.duration().toMillis(),
                        bar(span),
                        details(span))
                .stripTrailing();
    }

    private String name(final TraceSpan span) {
        return (span == trace.root() ? "" : "  ") + span.name();
    }

    /** At least one mark, however short it was. */
    private String bar(final TraceSpan span) {
        final Instant zero = trace.root().start();
        final long whole = Math.max(1, trace.root().duration().toMillis());
        final long begin = Math.max(
                0, Math.min(BAR - 1, Duration.between(zero, span.start()).toMillis() * BAR / whole));
        final long end = Math.min(
                BAR, Math.max(begin + 1, Duration.between(zero, span.end()).toMillis() * BAR / whole));
        return " ".repeat((int) begin) + "=".repeat((int) (end - begin)) + " ".repeat((int) (BAR - end));
    }

    private static String details(final TraceSpan span) {
        if (span.failure() != null) {
            return span.failure();
        }
        final Object outcome = Stream.of("mopup.outcome", "http.response.status_code", "mopup.basis", "mopup.reclaim")
                .filter(span.attributes()::containsKey)
                .findFirst()
                .map(span.attributes()::get)
                .orElse("");
        final Object bytes = span.attributes()
                .getOrDefault("mopup.bytes_freed", span.attributes().get("mopup.bytes_reclaimed"));
        return bytes instanceof Long freed && freed > 0
                ? outcome + String.format(Locale.ROOT, ", %,d bytes", freed)
                : outcome.toString();
    }
}
