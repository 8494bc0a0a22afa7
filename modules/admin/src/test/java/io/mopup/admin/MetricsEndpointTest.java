/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.Metrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Through a socket, as Prometheus reads it. */
class MetricsEndpointTest {
    private final Metrics kafka = new Metrics();
    private final MetricsEndpoint endpoint =
            new MetricsEndpoint().kafka(kafka::metrics).ours(List.of(TestMetric.values()), kafka::metrics);
    private final AdminServer server = AdminServer.start(
            "metrics-test", new HostPort("127.0.0.1", 0), AdminRoutes.none().with(MetricsEndpoint.PATH, endpoint));

    @SuppressWarnings("ImmutableEnumChecker") // it does not know that a Definition copies its lists
    private enum TestMetric implements MetricSpec {
        DONE("done-total", Kind.COUNTER),
        OPEN("open-now", Kind.GAUGE),
        TOOK("took-seconds", Kind.HISTOGRAM);

        private final Definition definition;

        TestMetric(final String metricName, final Kind kind) {
            final String description = "What " + metricName + " means.";
            definition =
                    new Definition("mopup-test-metrics", metricName, "things", List.of(), description, kind, List.of());
        }

        @Override
        public Definition definition() {
            return definition;
        }
    }

    @AfterEach
    void close() {
        server.close();
        endpoint.close();
        kafka.close();
    }

    @Test
    void shouldShowOursUnderTheirOwnNamesWithTypeAndHelp() throws Exception {
        put("mopup-test-metrics", "done-total", Map.of("thread-id", "t-1", "task-id", "0_1"), 7);
        put("mopup-test-metrics", "open-now", Map.of("task-id", "0_1"), 3);

        assertThat(lines())
                .contains(
                        "# HELP mopup_test_done_total What done-total means.",
                        "# TYPE mopup_test_done_total counter",
                        "mopup_test_done_total{task_id=\"0_1\"} 7.0",
                        "# TYPE mopup_test_open_now gauge",
                        "mopup_test_open_now{task_id=\"0_1\"} 3.0")
                .noneMatch(line -> line.contains("kafka_mopup"));
    }

    @Test
    void shouldAddUpWhatATaskLeftOnTwoThreads() throws Exception {
        put("mopup-test-metrics", "done-total", Map.of("thread-id", "t-1", "task-id", "0_1"), 7);
        put("mopup-test-metrics", "done-total", Map.of("thread-id", "t-2", "task-id", "0_1"), 5);

        assertThat(lines()).contains("mopup_test_done_total{task_id=\"0_1\"} 12.0");
    }

    @Test
    void shouldShowAHistogramWithItsBuckets() throws Exception {
        bucket("1.0", 2);
        bucket("10.0", 5);
        bucket("+Inf", 6);
        put("mopup-test-metrics", "took-seconds-sum", Map.of(), 44.5);
        put("mopup-test-metrics", "took-seconds-count", Map.of(), 6);

        assertThat(lines())
                .containsSubsequence(
                        "# TYPE mopup_test_took_seconds histogram",
                        "mopup_test_took_seconds_bucket{le=\"1.0\"} 2",
                        "mopup_test_took_seconds_bucket{le=\"10.0\"} 5",
                        "mopup_test_took_seconds_bucket{le=\"+Inf\"} 6",
                        "mopup_test_took_seconds_count 6",
                        "mopup_test_took_seconds_sum 44.5");
    }

    @Test
    void shouldShowWhatKafkaMeasuresAsItComesAndGoes() throws Exception {
        final MetricName lag = put("consumer-fetch-manager-metrics", "records-lag", Map.of("partition", "3"), 9);
        assertThat(lines()).anyMatch(KafkaLag::holds);

        kafka.removeMetric(lag);
        assertThat(lines()).noneMatch(KafkaLag::holds);

        put("consumer-fetch-manager-metrics", "records-lag", Map.of("partition", "3"), 9);
        assertThat(lines()).anyMatch(KafkaLag::holds);
    }

    @Test
    void shouldLeaveOutWhatIsNoNumber() throws Exception {
        kafka.addMetric(
                kafka.metricName("topology-description", "stream-metrics"), (Gauge<String>) (config, now) -> "text");

        assertThat(lines()).noneMatch(line -> line.contains("topology"));
    }

    @Test
    void shouldShowTheMemoryOfTheJvm() throws Exception {
        assertThat(lines()).anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/openmetrics-text;version=1.0.0;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1 | true",
                "application/openmetrics-text | true",
                "text/plain;q=0.9, application/openmetrics-text;q=0.3 | false",
                "application/openmetrics-text;q=0 | false",
                "application/openmetrics-text;q=x | false",
                "application/vnd.google.protobuf;q=1,text/plain;q=0.5 | false",
                "text/html | false"
            })
    void shouldAnswerInTheFormatThatIsAskedFor(final String accept, final boolean open) throws Exception {
        final HttpResponse<String> answer = get(accept);

        assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type)
                .startsWith(open ? "application/openmetrics-text; version=1.0.0" : "text/plain; version=0.0.4"));
        assertThat(answer.body().endsWith("# EOF\n")).isEqualTo(open);
    }

    private static final class KafkaLag {
        static boolean holds(final String line) {
            return line.startsWith("kafka_consumer_fetch_manager_records_lag{")
                    && line.contains("partition=\"3\"")
                    && line.endsWith(" 9.0");
        }
    }

    private void bucket(final String bound, final double value) {
        put("mopup-test-metrics", "took-seconds-bucket", Map.of("le", bound), value);
    }

    private MetricName put(final String group, final String name, final Map<String, String> tags, final double value) {
        final MetricName metric = kafka.metricName(name, group, "", tags);
        kafka.addMetric(metric, (Gauge<Double>) (config, now) -> value);
        return metric;
    }

    private List<String> lines() throws Exception {
        return get("text/plain").body().lines().toList();
    }

    private HttpResponse<String> get(final String accept) throws Exception {
        final HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + server.bound() + MetricsEndpoint.PATH))
                                .header("Accept", accept)
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }
}
