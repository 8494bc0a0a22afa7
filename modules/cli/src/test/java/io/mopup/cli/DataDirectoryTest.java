/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    private Path directory;

    @Test
    void shouldNameTheOtherProcessWhenTheDirectoryIsTaken() {
        final Path path = directory.resolve("new/data");
        try (DataDirectory taken = DataDirectory.take(path)) {
            assertThat(taken.root()).isDirectory();
            assertThatThrownBy(() -> DataDirectory.take(path))
                    .isInstanceOf(CliException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid() + ")")
                    .hasMessageContaining("choose another --data-dir");
        }
    }

    @Test
    void shouldBeFreeWhenItWasClosed() {
        DataDirectory.take(directory).close();
        DataDirectory.take(directory).close();
        assertThat(directory.resolve("mopup.lock"))
                .content()
                .isEqualTo(Long.toString(ProcessHandle.current().pid()));
    }

    @Test
    void shouldSayWhyWhenItCannotBeMade() throws IOException {
        final Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> DataDirectory.take(file)).hasMessageContaining("cannot be used");
    }
}
