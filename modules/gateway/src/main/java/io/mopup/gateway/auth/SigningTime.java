/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** The form in which SigV4 writes a time. */
final class SigningTime {
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final int LENGTH = 16;

    private SigningTime() {}

    /** A time such as {@code 20130524T000000Z}; empty for any other text. */
    static Optional<Instant> parse(final String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(text, BASIC).toInstant(ZoneOffset.UTC));
        } catch (final DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A time of the header {@code Date}, in the form of signatures; empty if it cannot be read. */
    static Optional<String> ofHttpDate(final String text) {
        try {
            final Instant time = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(BASIC.format(time.atOffset(ZoneOffset.UTC)));
        } catch (final DateTimeException e) {
            return Optional.empty();
        }
    }
}
