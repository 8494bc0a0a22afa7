/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Bounds that hold for every field of every record, whatever it means: texts end, and times can be written down. */
final class FieldBounds {
    /** Longest text in bytes of UTF-8; ids, keys and locators have closer bounds of their own. */
    static final int MAX_TEXT_BYTES = 2048;

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
    /** No character needs more. */
    private static final int UTF_8_BYTES = 3;

    private FieldBounds() {}

    /** The first bound that a field breaks, nested ones included. */
    static Optional<ReasonCode> check(final SpecificRecord record) {
        final int fields = record.getSchema().getFields().size();
        for (int position = 0; position < fields; position++) {
            final Optional<ReasonCode> broken = value(record.get(position));
            if (broken.isPresent()) {
                return broken;
            }
        }
        return Optional.empty();
    }

    private static Optional<ReasonCode> value(final Object value) {
        if (value instanceof String text) {
            return isTooLong(text) ? Optional.of(ReasonCode.TEXT_TOO_LONG) : Optional.empty();
        }
        if (value instanceof Instant time) {
            return time.isBefore(EARLIEST) || time.isAfter(LATEST)
                    ? Optional.of(ReasonCode.TIME_OUT_OF_RANGE)
                    : Optional.empty();
        }
        if (value instanceof SpecificRecord nested) {
            return check(nested);
        }
        if (value instanceof Map<?, ?> map) {
            return any(map.keySet()).or(() -> any(map.values()));
        }
        return value instanceof Collection<?> all ? any(all) : Optional.empty();
    }

    private static Optional<ReasonCode> any(final Collection<?> values) {
        for (final Object value : values) {
            final Optional<ReasonCode> broken = value(value);
            if (broken.isPresent()) {
                return broken;
            }
        }
        return Optional.empty();
    }

    private static boolean isTooLong(final String text) {
        // Most texts are short enough that their length in characters already settles it.
        return text.length() * UTF_8_BYTES > MAX_TEXT_BYTES
                && text.getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_BYTES;
    }
}
