/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbered cases of the semantics. The table that this writes is complete, whatever fails. */
class ConformanceTest {
    private static final int CASES = 100;
    private static final Path TABLE = Path.of("target", "conformance.md");
    private static final Results RESULTS = new Results(Cases.all());

    @TempDir
    Path directory;

    /**
     * One test.
     *
     * @param tried a case
     * @param place where it is tried
     */
    record Run(Case tried, Place place) {}

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void shouldAnswerAsTheReferenceSaysWhenItIsAsked(final Run run) {
        final Outcome outcome = RESULTS.run(run.tried(), run.place(), directory);

        assertThat(outcome.failure())
                .as("%s %s, got: %s", run.tried().title(), run.place().phrase(), outcome.got())
                .isNull();
    }

    @Test
    void shouldHaveEveryNumberOnceWhenTheCasesAreCounted() {
        assertThat(RESULTS.cases())
                .extracting(Case::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, CASES).boxed().toList());
    }

    @Test
    void shouldLeaveToTheWireWhatIsOnItsListWhenTheCasesAreCounted() throws IOException {
        final Properties wire = new Properties();
        try (InputStream in = ConformanceTest.class.getResourceAsStream("/wire-cases.properties")) {
            wire.load(in);
        }
        assertThat(numbers(Case::isGateway)).isEqualTo(wire.getProperty("gateway"));
        assertThat(numbers(tried -> !tried.isGateway() && tried.elsewhere() != null))
                .isEqualTo(wire.getProperty("half"));
    }

    private static String numbers(final Predicate<Case> which) {
        return RESULTS.cases().stream()
                .filter(which)
                .map(tried -> Integer.toString(tried.number()))
                .collect(Collectors.joining(","));
    }

    @AfterAll
    static void writeTable() throws IOException {
        Files.createDirectories(TABLE.getParent());
        Files.writeString(TABLE, new ConformanceTable(RESULTS).text());
    }

    static Stream<Named<Run>> runs() {
        return RESULTS.cases().stream().flatMap(tried -> tried.places().stream()
                .map(place -> named(tried.title() + " " + place.phrase(), new Run(tried, place))));
    }
}
