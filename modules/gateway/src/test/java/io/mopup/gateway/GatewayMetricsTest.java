/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.mopup.gateway.GatewayMetrics.Api;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.ObjectName;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayMetricsTest {
    private final AtomicLong now = new AtomicLong();
    private final GatewayMetrics metrics = new GatewayMetrics(Duration.ofSeconds(30));

    enum Operation {
        PART,
        LIST
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void shouldMeasureTheWaitAndNothingElseWhenARequestIsDecided() {
        request(Operation.PART, 100, 300);

        assertThat(value(GatewayMetric.DECIDED_REQUESTS, Operation.PART)).isEqualTo(1);
        assertThat(value(GatewayMetric.DECISION_WAIT, Operation.PART)).isEqualTo(300);
        assertThat(value(GatewayMetric.DECISION_WAIT_SHARE_P50, Operation.PART)).isCloseTo(0.75, within(0.002));
    }

    @Test
    void shouldTellTheMedianFromTheWorstWhenWaitsDiffer() {
        for (int i = 0; i < 90; i++) {
            request(Operation.PART, 0, 200);
        }
        for (int i = 0; i < 10; i++) {
            request(Operation.PART, 0, 2_000);
        }

        assertThat(value(GatewayMetric.DECISION_WAIT_P50, Operation.PART)).isCloseTo(200, within(6.0));
        assertThat(value(GatewayMetric.DECISION_WAIT_P99, Operation.PART)).isCloseTo(2_000, within(30.0));
    }

    @Test
    void shouldCountTheWaitWhenNoDecisionCame() {
        final RequestTimer timer = new RequestTimer(now::get);
        assertThatExceptionOfType(UndecidedException.class)
                .isThrownBy(() -> timer.waiting(() -> {
                    pass(30_000);
                    throw new UndecidedException(new IllegalStateException("none"));
                }));
        metrics.of(Api.S3).answered(Operation.PART, timer);

        assertThat(value(GatewayMetric.DECISION_WAIT, Operation.PART)).isEqualTo(30_000);
    }

    @Test
    void shouldNotBeThereWhenNothingWasDecided() {
        final RequestTimer timer = new RequestTimer(now::get);
        pass(10);
        metrics.of(Api.S3).answered(Operation.LIST, timer);

        assertThat(metrics.registry().metrics().keySet())
                .noneMatch(name -> name.tags().containsValue(Operation.LIST.name()));
    }

    @Test
    void shouldStandInJmxWithTheTagsOfTheCatalogue() throws Exception {
        metrics.cutOff(Api.GLACIER, () -> 7);
        request(Operation.PART, 1, 1);

        assertThat(metrics.registry().metrics().keySet().stream()
                        .filter(name -> name.group().equals(GatewayMetric.GROUP)))
                .hasSize(GatewayMetric.values().length)
                .allSatisfy(name -> assertThat(name.tags().keySet())
                        .containsExactlyElementsOf(catalogued(name).tags()));
        final var server = ManagementFactory.getPlatformMBeanServer();
        assertThat(server.getAttribute(
                        new ObjectName("mopup:type=" + GatewayMetric.GROUP + ",api=glacier"), "answers-cut-off-total"))
                .isEqualTo(7L);
        assertThat(server.getAttribute(
                        new ObjectName("mopup:type=" + GatewayMetric.GROUP + ",api=s3,operation=PART"),
                        "decided-requests-total"))
                .isEqualTo(1.0);
    }

    private void request(final Operation operation, final long own, final long wait) {
        final RequestTimer timer = new RequestTimer(now::get);
        pass(own);
        timer.waiting(() -> {
            pass(wait);
            return "decided";
        });
        metrics.of(Api.S3).answered(operation, timer);
    }

    private void pass(final long millis) {
        now.addAndGet(Duration.ofMillis(millis).toNanos());
    }

    private double value(final GatewayMetric metric, final Operation operation) {
        final MetricName name = metrics.registry()
                .metricName(
                        metric.metricName(),
                        GatewayMetric.GROUP,
                        "",
                        Map.of("api", "s3", "operation", operation.name()));
        return (double) metrics.registry().metric(name).metricValue();
    }

    private static GatewayMetric catalogued(final MetricName name) {
        return Arrays.stream(GatewayMetric.values())
                .filter(metric -> metric.metricName().equals(name.name()))
                .findFirst()
                .orElseThrow();
    }
}
