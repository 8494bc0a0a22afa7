/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times in documents: ISO 8601 in UTC with exactly three digits behind the point. */
public final class IsoDates {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private IsoDates() {}

    /**
     * The text for a time.
     *
     * @param millis since 1970; null gives null
     */
    public static String format(final Long millis) {
        return millis == null ? null : FORMAT.format(Instant.ofEpochMilli(millis));
    }
}
