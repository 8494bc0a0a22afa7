/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.Dialect;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceTableTest {
    private static final Case RIGHT = Case.of(1, "GP")
            .given("a part")
            .when("aborted")
            .then("204")
            .inferred("nothing much")
            .check(t -> t.upload(Dialect.S3, 1).abort().answers(204));
    private static final Case WRONG = Case.of(2, "GP")
            .when("aborted with a * | in its name")
            .then("418")
            .check(t -> t.upload(Dialect.S3, 1).abort().answers(418));
    private static final Case UNUSABLE = Case.of(3, "GP")
            .when("something is published that nobody can use")
            .then("nothing")
            .check(t -> t.fact(new Events(Names.upload(Dialect.S3, "")).created(t.now())));
    private static final Case WIRE = Case.of(4, "GP").when("listed").then("200").gateway();

    private final Results results = new Results(List.of(RIGHT, WRONG, UNUSABLE, WIRE));

    @TempDir
    Path directory;

    @Test
    void shouldHaveARowForEachCaseWhenNothingWasTried() {
        assertThat(rows())
                .hasSize(4)
                .allMatch(row -> row.contains("| not run | not run |")
                        || row.contains("| gateway: WireConformanceTest | gateway: WireConformanceTest |"));
    }

    @Test
    void shouldTellWhatWasGotWhenACaseFails() {
        final Outcome right = results.run(RIGHT, Place.FOLD, directory);
        final Outcome wrong = results.run(WRONG, Place.FOLD, directory);

        assertThat(right.passed()).isTrue();
        assertThat(wrong.passed()).isFalse();
        assertThat(rows().get(0))
                .startsWith("| 1 | GP | Given a part; when aborted | 204 | 204 | pass | not run |")
                .endsWith("| INF: nothing much |");
        assertThat(rows().get(1))
                .startsWith("| 2 | GP | When aborted with a \\* \\| in its name | 418 | 204 **FAIL**")
                .contains("| FAIL | not run |");
    }

    @Test
    void shouldFailWhenSomethingEndedInTheDeadLetters() {
        final Outcome unusable = results.run(UNUSABLE, Place.FOLD, directory);

        assertThat(unusable.passed()).isFalse();
    }

    @Test
    void shouldNotCountAsPassedWhatTheGatewayDecides() {
        results.run(RIGHT, Place.FOLD, directory);

        final String text = new ConformanceTable(results).text();

        assertThat(text).contains("4 cases: 3 are decided here as a whole").contains("and 1 by the gateway alone");
        assertThat(text).contains("| fold | 1 | 0 | 2 |").contains("| topology | 0 | 0 | 3 |");
    }

    private List<String> rows() {
        return new ConformanceTable(results)
                .text()
                .lines()
                .filter(line -> line.matches("\\| \\d+ .*"))
                .toList();
    }
}
