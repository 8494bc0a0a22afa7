/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a record stands in a trace: the value of a {@code traceparent} header (W3C Trace Context, section 3.2).
 *
 * @param traceId 32 hexadecimal digits in lower case, not all 0
 * @param spanId 16 of them, not all 0
 * @param flags 2 of them; the last bit says that the trace is recorded
 */
public record TraceParent(String traceId, String spanId, String flags) {
    private static final Pattern FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})");
    private static final String VERSION = "00";
    private static final String SAMPLED = "01";
    private static final int SPAN_BYTES = Long.BYTES;

    /** What a header says; empty if it is none, or no trace context. */
    public static Optional<TraceParent> parse(final String header) {
        final Matcher matcher = FORM.matcher(header == null ? "" : header);
        return matcher.matches()
                ? Optional.of(new TraceParent(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    /**
     * A new trace that begins with a record, to be recorded; whoever samples less can clear the flag.
     *
     * @param eventId of the record; the span id is made of it, so that a reader can tell that no span of anybody stands
     *     above this one
     */
    public static TraceParent begin(final String eventId) {
        final ThreadLocalRandom random = ThreadLocalRandom.current();
        final HexFormat hex = HexFormat.of();
        // All zeros would be invalid; nextLong(1, max) never is.
        final String traceId = hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE)) + hex.toHexDigits(random.nextLong());
        return new TraceParent(traceId, spanId(eventId), SAMPLED);
    }

    /** A span id that is always the same for the same text. */
    public static String spanId(final String text) {
        final MessageDigest digest = Digests.sha256();
        return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, SPAN_BYTES);
    }

    /** Whether the trace began with this record, and not with whoever published it. */
    public boolean beganWith(final String eventId) {
        return spanId.equals(spanId(eventId));
    }

    /** The value of the header. */
    @Override
    public String toString() {
        return String.join("-", VERSION, traceId, spanId, flags);
    }
}
