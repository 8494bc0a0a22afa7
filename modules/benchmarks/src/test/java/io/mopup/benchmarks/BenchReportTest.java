/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchReportTest {
    private static final BenchReport REPORT = new BenchReport(
            new BenchReport.Machine("Linux amd64", "17", "4.3.1", 2, 2048, 0.5),
            new BenchReport.Settings(true, 3, 2, 8, "exactly_once_v2", 200, 100_000, 203, List.of(1_000, 50_000)),
            List.of(
                    new BenchReport.Figure(
                            "L1", "pass-through", "records/s", 85_123.4, 80_000, 90_000, List.of(80_000.0, 90_000.0)),
                    new BenchReport.Figure("b/L2", "of L2", "ratio", 0.654, 0.6, 0.7, List.of(0.6, 0.7))),
            List.of(new BenchReport.Target("b", "at least 0.7", 0.654, false)),
            List.of("One note."),
            123.4);

    @Test
    void shouldBeOneObjectOnOneLineWhenJson() throws IOException {
        final String json = REPORT.json();
        final JsonNode parsed = new ObjectMapper().readTree(json);

        assertThat(json).doesNotContain("\n");
        assertThat(parsed.at("/machine/cores").asInt()).isEqualTo(2);
        assertThat(parsed.at("/settings/openUploads/1").asInt()).isEqualTo(50_000);
        assertThat(parsed.at("/figures/0/id").asText()).isEqualTo("L1");
        assertThat(parsed.at("/figures/0/values").size()).isEqualTo(2);
        assertThat(parsed.at("/targets/0/met").asBoolean(true)).isFalse();
        assertThat(parsed.at("/allTargetsMet").asBoolean(true)).isFalse();
        assertThat(parsed.at("/seconds").asDouble()).isEqualTo(123.4);
    }

    @Test
    void shouldLineUpColumnsWhenTable() {
        final List<String> rows =
                REPORT.table().lines().filter(line -> line.startsWith("|")).toList();

        assertThat(rows.subList(0, 4))
                .extracting(String::length)
                .containsOnly(rows.get(0).length());
        assertThat(rows.get(2)).contains("| L1 ", "| 85,123 |", "| records/s |");
        assertThat(rows.get(3)).contains("| b/L2 ", "|   0.65 |");
    }

    @Test
    void shouldSayMissedWhenTargetIsMissed() {
        assertThat(REPORT.table()).contains("MISSED").contains("* One note.");
    }
}
