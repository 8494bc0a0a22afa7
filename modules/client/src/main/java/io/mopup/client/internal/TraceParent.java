/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client.internal;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Begins W3C traces. */
final class TraceParent {
    private static final String VERSION = "00";
    /** A trace that begins here is to be recorded; whoever samples less can clear the flag. */
    private static final String SAMPLED = "01";

    private TraceParent() {}

    /** A header value with a new trace id: W3C Trace Context, section 3.2. */
    static String begin() {
        final ThreadLocalRandom random = ThreadLocalRandom.current();
        final HexFormat hex = HexFormat.of();
        // All zeros would be invalid; nextLong(1, max) never is.
        final String traceId = hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE)) + hex.toHexDigits(random.nextLong());
        final String spanId = hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE));
        return String.join("-", VERSION, traceId, spanId, SAMPLED);
    }
}
