/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file, for an error message. */
public final class LogTail {

    private static final int LINES = 20;

    private LogTail() {}

    /** The last 20 lines; a sentence about the failure if the file cannot be read. */
    public static String of(final Path log) {
        try {
            // Decoded by hand: a byte that is not UTF-8 must not hide the lines around it.
            final List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        } catch (final IOException e) {
            return "(it cannot be read: " + e + ")";
        }
    }
}
