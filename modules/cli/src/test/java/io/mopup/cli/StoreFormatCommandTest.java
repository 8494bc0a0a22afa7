/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.mopup.storage.filesystem.FileSystemOptions;
import io.mopup.storage.filesystem.FileSystemPartStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFormatCommandTest {
    @TempDir
    private Path directory;

    @Test
    void shouldMakeAStoreThatAnAgentCanOpen() {
        final Path root = directory.resolve("new/store");

        assertThat(format(root)).isEqualTo(new Run(0, root + " is a store." + System.lineSeparator(), ""));
        assertThat(format(root).exitCode()).as("once more").isZero();
        assertThatNoException().isThrownBy(() -> FileSystemPartStorage.open(root, FileSystemOptions.DEFAULT));
    }

    @Test
    void shouldFailWhenAFileLiesInThePlace() throws IOException {
        final Path file = Files.createFile(directory.resolve("file"));

        assertThat(format(file)).returns(1, Run::exitCode).returns("", Run::out);
    }

    private static Run format(final Path root) {
        return Run.mopup("store", "format", root.toString());
    }
}
