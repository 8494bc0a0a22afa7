/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
    static Stream<String> commands() {
        return tree(Mopup.commandLine(), "");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldListEveryOptionWhenAskedForHelp(final String command) {
        final Run run = Run.mopup(arguments(command, "--help"));
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        find(command).getCommandSpec().options().forEach(option -> assertThat(run.out())
                .contains(option.names()));
        assertThat(run.out()).contains("Exit codes:");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldSayWhatEveryOptionDoesWhenAskedForHelp(final String command) {
        assertThat(find(command).getCommandSpec().options())
                .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldPrintTheVersionWhenAskedForIt(final String command) {
        final Run run = Run.mopup(arguments(command, "--version"));
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).matches("mopup \\d+\\.\\d+\\.\\d+\\S* \\(Kafka 4\\S+, Java .*\\)\\R");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldExitWithTwoWhenAnOptionIsUnknown(final String command) {
        final Run run = Run.mopup(arguments(command, "--no-such-option"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Usage: mopup");
    }

    @Test
    void shouldExitWithTwoWhenTheCommandIsMissing() {
        assertThat(Run.mopup().exitCode()).isEqualTo(2);
        assertThat(Run.mopup("topics").err()).contains("plan, apply or verify");
        assertThat(Run.mopup("schemas").exitCode()).isEqualTo(2);
    }

    private static Stream<String> tree(final CommandLine command, final String path) {
        return Stream.concat(
                Stream.of(path),
                command.getSubcommands().entrySet().stream()
                        .flatMap(entry -> tree(entry.getValue(), (path + " " + entry.getKey()).strip())));
    }

    private static CommandLine find(final String command) {
        CommandLine found = Mopup.commandLine();
        for (final String name : arguments(command)) {
            found = found.getSubcommands().get(name);
        }
        return found;
    }

    private static String[] arguments(final String command, final String... more) {
        return Stream.concat(Arrays.stream(command.split(" ")).filter(name -> !name.isEmpty()), Arrays.stream(more))
                .toArray(String[]::new);
    }
}
