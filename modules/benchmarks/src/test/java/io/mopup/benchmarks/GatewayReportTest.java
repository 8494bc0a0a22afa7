/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayReportTest {
    private static final GatewayReport REPORT = new GatewayReport(
            344.8,
            Map.of("ListParts", new GatewayReport.Latency(10, 34, 97)),
            Map.of("200", 10L),
            Map.of("alone: UploadPart", 0.91),
            Map.of("threads", new GatewayReport.Growth("threads", 300, 312, 3.75, 240)),
            Map.of("figure", 1.5),
            List.of(new BenchReport.Target("gateway", "load: threads: growth below 2 % a minute, in %", 2.5, false)));

    @Test
    void shouldShowSharesGrowthAndVerdictWhenTable() {
        assertThat(REPORT.table().lines())
                .anyMatch(line -> line.matches("alone: UploadPart: share of the wait for the decision +0\\.91"))
                .anyMatch(line -> line.matches(
                        "load: threads, threads +300\\.0 +then +312\\.0 +growth a minute +\\+3\\.75 +\\(240 values\\)"))
                .anyMatch(line -> line.matches("load: threads: growth below 2 % a minute, in % +2\\.50 +MISSED"));
    }

    @Test
    void shouldHaveTheSameWhenJson() throws IOException {
        final JsonNode json = new ObjectMapper().readTree(REPORT.json());

        assertThat(json.at("/waits/alone: UploadPart").asDouble()).isEqualTo(0.91);
        assertThat(json.at("/growth/threads/perMinute").asDouble()).isEqualTo(3.75);
        assertThat(json.at("/targets/0/met").asBoolean(true)).isFalse();
    }
}
