/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One piece of the work that an abort led to.
 *
 * @param spanId 16 hexadecimal digits; always the same for the same piece, so that a trace can be sent twice
 * @param parentId of the span above it, or null
 * @param attributes text, whole numbers and truth values by name, in a stable order
 * @param events what happened meanwhile
 * @param failure why it failed, or null
 */
public record TraceSpan(
        String name,
        String spanId,
        String parentId,
        Instant start,
        Instant end,
        Map<String, Object> attributes,
        List<Event> events,
        String failure) {

    /** A moment within a span. */
    public record Event(String name, Instant time, Map<String, Object> attributes) {}

    public Duration duration() {
        return Duration.between(start, end);
    }
}
