/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.SourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The release archive, on a machine on which there is a Java runtime and nothing to build with. */
@DisabledOnOs(OS.WINDOWS)
class ArchiveIT {
    private static final String VERSION = System.getProperty("mopup.version");
    private static final String NAME = "mopup-" + VERSION;
    private static final Path ARCHIVE = Path.of("target", NAME + ".tar.gz").toAbsolutePath();
    /** What the scripts use besides the shell itself. Everything else is not on the path. */
    private static final List<String> TOOLS = List.of("dirname", "readlink", "sed");
    /** What a runtime without the tools of the JDK consists of: no compiler, no archiver, no shell. */
    private static final String JRE = "--limit-modules java.se,jdk.unsupported,jdk.management,jdk.crypto.ec,jdk.zipfs";

    @TempDir
    private static Path directory;

    @BeforeAll
    static void unpack() throws Exception {
        final Process tar = new ProcessBuilder("tar", "-xzf", ARCHIVE.toString(), "-C", directory.toString())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        Files.createDirectory(directory.resolve("path"));
        for (final String tool : TOOLS) {
            offer(tool, onPath(tool));
        }
        offer("java", Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    @Test
    void shouldTellItsVersionWhenThereIsNothingButARuntime() throws Exception {
        final Run run = run("mopup", "--version");
        assertThat(run).isEqualTo(new Run(0, run.out(), ""));
        assertThat(run.out()).startsWith("mopup " + VERSION + " (Kafka ");
    }

    @Test
    void shouldListItsCommandsWhenAskedForHelp() throws Exception {
        final Run run = run("mopup", "--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Usage: mopup", "  processor ", "  agent ", "  gateway ");
    }

    @Test
    void shouldFormatAStoreWhenThereIsNothingButARuntime() throws Exception {
        final Path store = directory.resolve("a store");
        assertThat(run("mopup", "store", "format", store.toString()))
                .isEqualTo(new Run(0, store + " is a store.\n", ""));
        assertThat(store).isDirectory();
    }

    @Test
    void shouldStartKafkasToolsWhenThereIsNothingButARuntime() throws Exception {
        assertThat(run("kafka-topics.sh", "--version").out()).startsWith("4.");
    }

    @Test
    void shouldContainWhatARegistryAndAnOperatorNeed() {
        final Path root = directory.resolve(NAME);
        assertThat(Stream.of(
                        "LICENSE",
                        "NOTICE",
                        "README.md",
                        "deploy/topics.yaml",
                        "docs/operations.md",
                        "registry/launcher.jar",
                        "schemas/released/versions.txt"))
                .allSatisfy(file -> assertThat(root.resolve(file)).isRegularFile());
    }

    @Test
    @DisabledIfSystemProperty(named = "mopup.build", matches = "offline=true", disabledReason = "made online only")
    void shouldContainTheBillOfMaterials() {
        assertThat(directory.resolve(NAME).resolve("bom.json"))
                .hasSameBinaryContentAs(Path.of("target/mopup/bom.json"));
    }

    /** Two builds of one commit give the same bytes: nothing of the machine, of the hour, or of the order of a directory. */
    @Test
    void shouldHoldNothingOfTheMachineThatBuiltIt() throws IOException {
        final Instant built = Instant.parse(timestamp());
        final List<String> names = new ArrayList<>();
        try (InputStream file = Files.newInputStream(ARCHIVE);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                names.add(entry.getName());
                assertThat(entry.getLastModifiedDate()).as(entry.getName()).isEqualTo(Date.from(built));
                assertThat(Map.entry(entry.getLongUserId(), entry.getLongGroupId()))
                        .as(entry.getName())
                        .isEqualTo(Map.entry(0L, 0L));
                assertThat(entry.getUserName() + entry.getGroupName())
                        .as(entry.getName())
                        .isIn("", "rootroot");
            }
        }
        final List<String> jars = names.stream()
                .filter(name -> name.startsWith(NAME + "/lib/") && name.endsWith(".jar"))
                .toList();
        assertThat(jars).isNotEmpty().isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(names).noneMatch(name -> name.endsWith(".jsa"));
    }

    private static String timestamp() throws IOException {
        return Files.readString(SourceTree.ROOT.resolve("pom.xml"))
                .replaceAll("(?s).*<project.build.outputTimestamp>(.*?)</project.build.outputTimestamp>.*", "$1");
    }

    private static Path onPath(final String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private static void offer(final String name, final Path program) throws IOException {
        final Path file = directory.resolve("path").resolve(name);
        Files.writeString(file, "#!/bin/sh\nexec " + program + " \"$@\"\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Run run(final String script, final String... args) throws Exception {
        final Path err = directory.resolve("stderr");
        final List<String> command = Stream.concat(Stream.of(NAME + "/bin/" + script), Stream.of(args))
                .toList();
        final ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", directory.resolve("path").toString(), "JAVA_OPTS", JRE));
        final Process process = builder.start();
        final String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, Files.readString(err));
    }
}
