/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The shell scripts, with a java that only tells how it was called. */
@DisabledOnOs(OS.WINDOWS)
class ScriptTest {
    private static final Path SCRIPTS = Path.of("../../bin").toAbsolutePath().normalize();

    @TempDir
    private Path directory;

    @BeforeEach
    void copyScripts() throws IOException {
        Files.createDirectories(directory.resolve("dist/bin"));
        Files.createDirectories(directory.resolve("dist/lib"));
        try (Stream<Path> scripts = Files.list(SCRIPTS)) {
            for (final Path script : scripts.toList()) {
                Files.copy(script, directory.resolve("dist/bin").resolve(script.getFileName()));
            }
        }
        java("17");
    }

    @Test
    void shouldStartTheCommandWhenItIsADistribution() throws Exception {
        final Run run = run(dist("mopup"), "status", "u 1");
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines())
                .containsExactly(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        directory.toRealPath().resolve("dist/lib") + "/*",
                        "io.mopup.cli.Mopup",
                        "status",
                        "u 1");
    }

    @Test
    void shouldLeaveTheCompilerAloneWhenTheCommandRunsOn() throws Exception {
        assertThat(run(dist("mopup"), "up").out()).doesNotContain("-XX").endsWith("up\n");
    }

    @Test
    void shouldFindItselfWhenItIsCalledThroughLinks() throws Exception {
        Files.createDirectories(directory.resolve("links"));
        Files.createSymbolicLink(directory.resolve("links/absolute"), dist("mopup"));
        final Path relative = Files.createSymbolicLink(directory.resolve("links/relative"), Path.of("absolute"));
        assertThat(run(relative, "status").out())
                .contains(directory.toRealPath().resolve("dist/lib").toString());
    }

    @Test
    void shouldNameTheVersionWhenJavaIsTooOld() throws Exception {
        java("11");
        assertThat(run(dist("mopup")).err())
                .contains("is Java 11; Java 17 or newer is needed")
                .hasLineCount(1);
        java("1.8");
        final Run run = run(dist("mopup"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("is Java 1.8; Java 17 or newer is needed")
                .hasLineCount(1);
    }

    @Test
    void shouldSayWhatToSetWhenJavaHomeIsWrong() throws Exception {
        Files.delete(directory.resolve("jdk/bin/java"));
        final Run run = run(dist("mopup"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("mopup: JAVA_HOME is ").hasLineCount(1);
    }

    @Test
    void shouldBuildOnceAndShowTheLogWhenItFails() throws Exception {
        Files.delete(directory.resolve("dist/lib"));
        final Path mvn = executable("path/mvn", "echo 'no network' >&2; exit 1");
        final Run run = run(dist("mopup"), Map.of("PATH", mvn.getParent() + ":" + System.getenv("PATH")));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .hasSize(3)
                .contains("mopup: building, this takes some minutes the first time", "no network")
                .anyMatch(line -> line.startsWith("mopup: The build failed; the whole log is in "));
    }

    @Test
    void shouldBuildQuietlyAndStartWhenThereIsNoDistribution() throws Exception {
        Files.delete(directory.resolve("dist/lib"));
        final String target = "modules/cli/target/mopup";
        final Path mvn = executable("path/mvn", "mkdir -p " + target + " && touch " + target + "/.complete");
        final Map<String, String> path = Map.of("PATH", mvn.getParent() + ":" + System.getenv("PATH"));
        assertThat(run(dist("mopup"), path, "status").err()).hasLineCount(1);
        final Run again = run(dist("mopup"), path, "status");
        assertThat(again.err()).isEmpty();
        assertThat(again.out()).contains("dist/" + target + "/lib/*");
    }

    @Test
    void shouldStartKafkasToolWhenItIsCalled() throws Exception {
        assertThat(run(dist("kafka-console-consumer.sh"), "--topic", "t").lines())
                .endsWith("org.apache.kafka.tools.consumer.ConsoleConsumer", "--topic", "t");
        assertThat(run(dist("kafka-console-producer.sh")).lines()).endsWith("org.apache.kafka.tools.ConsoleProducer");
    }

    /** None of Kafka's tools is API, and a release can move one. */
    @Test
    void shouldNameAToolThatIsThereInEveryScript() throws Exception {
        try (Stream<Path> scripts = Files.list(SCRIPTS)) {
            assertThat(scripts.filter(script -> script.getFileName().toString().startsWith("kafka-"))
                            .filter(script -> !script.endsWith("kafka-run-class.sh")))
                    .hasSize(11)
                    .allSatisfy(script -> {
                        final String name =
                                Files.readString(script).replaceAll("(?s).*kafka-run-class.sh\" (\\S+) .*", "$1");
                        assertThat(Class.forName(name).getMethod("main", String[].class))
                                .isNotNull();
                    });
        }
    }

    private Path dist(final String script) {
        return directory.resolve("dist/bin").resolve(script);
    }

    private void java(final String version) throws IOException {
        executable("jdk/bin/java", """
                case $1 in
                    -XshowSettings*) echo "    java.specification.version = %s" >&2 ;;
                    *) printf '%%s\\n' "$@" ;;
                esac""".formatted(version));
    }

    private Path executable(final String name, final String script) throws IOException {
        final Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Run run(final Path script, final String... args) throws Exception {
        return run(script, Map.of(), args);
    }

    private Run run(final Path script, final Map<String, String> environment, final String... args) throws Exception {
        final ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(script.toString()), Stream.of(args)).toList());
        builder.environment()
                .putAll(Map.of("JAVA_HOME", directory.resolve("jdk").toString(), "JAVA_OPTS", ""));
        builder.environment().putAll(environment);
        final Path err = directory.resolve("stderr");
        final Process process = builder.directory(directory.toFile())
                .redirectError(err.toFile())
                .start();
        final String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, Files.readString(err));
    }
}
