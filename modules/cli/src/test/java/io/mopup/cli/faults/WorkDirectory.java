/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where a run keeps its data and its logs. They stay there until the next run, to be looked at. */
final class WorkDirectory {
    private WorkDirectory() {}

    /** Makes the directory, without anything in it. */
    static void empty(final Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(directory);
    }
}
