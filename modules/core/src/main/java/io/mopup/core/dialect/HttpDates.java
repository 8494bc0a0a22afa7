/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Dates in headers: whole seconds, such as {@code Mon, 06 May 2024 07:08:09 GMT}. */
public final class HttpDates {
    // RFC_1123_DATE_TIME reads days of one digit as well, but also writes them; a header has two.
    private static final DateTimeFormatter WRITER = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private HttpDates() {}

    /** The time that a header names, if it can be read. */
    public static Optional<Instant> parse(final String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (final DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What a header says for this time; parts of a second are dropped. */
    public static String format(final Instant time) {
        return WRITER.format(time);
    }
}
