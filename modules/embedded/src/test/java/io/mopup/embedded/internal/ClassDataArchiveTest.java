/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassDataArchiveTest {

    @TempDir
    Path home;

    @TempDir
    Path work;

    @Test
    void shouldBeUsedByTheNextRunWhenTheFirstOneWasComplete() throws Exception {
        final ClassDataArchive first = ClassDataArchive.in(home, work);
        run(first.jvmArguments());
        first.finish(true);

        final List<String> arguments = ClassDataArchive.in(home, work).jvmArguments();

        assertThat(arguments).anyMatch(argument -> argument.startsWith("-XX:SharedArchiveFile="));
        // The virtual machine ends with an error when it is told to share and cannot.
        run(Stream.concat(Stream.of("-Xshare:on"), arguments.stream()).toList());
    }

    @Test
    void shouldLeaveNothingBehindWhenTheRunWasNotComplete() throws Exception {
        final ClassDataArchive archive = ClassDataArchive.in(home, work);
        run(archive.jvmArguments());
        archive.finish(false);

        assertThat(home).isEmptyDirectory();
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void shouldNotServeAnotherFolderWhenThatIsACopy(@TempDir final Path copy) throws Exception {
        final ClassDataArchive original = ClassDataArchive.in(home, work);
        run(original.jvmArguments());
        original.finish(true);
        try (Stream<Path> files = Files.list(home)) {
            for (final Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }

        assertThat(ClassDataArchive.in(copy, work).jvmArguments())
                .anyMatch(argument -> argument.startsWith("-XX:ArchiveClassesAtExit="));
    }

    private static void run(final List<String> jvmArguments) throws Exception {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        command.addAll(List.of(
                "-cp",
                RegistryDistribution.defaultHome().resolve("launcher.jar").toString(),
                "-version"));
        final Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isZero();
    }
}
