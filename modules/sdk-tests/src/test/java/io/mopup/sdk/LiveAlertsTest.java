/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mopup.contract.MopupTopic;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our rules in a real Prometheus that scrapes a real processor: what they ask for is there, and what can be caused in
 * seconds fires. That each alert fires, with all its times, is for {@link PromtoolTest}.
 */
@Tag("clients")
class LiveAlertsTest {
    private static final Path RULES =
            Path.of("../../deploy/prometheus/alerts.yml").toAbsolutePath();
    private static final Pattern OF_PROCESSORS = Pattern.compile("([a-z_]+)\\{job=\"mopup-processor\"");
    /** Has a series for each reason that there was one for; a policy has to abort something first. */
    private static final Set<String> LATER =
            Set.of("mopup_processor_policy_aborts_total", "mopup_processor_containers_rejected_total");

    private static final long LIMIT = 60;

    private final RealStack stack = RealStack.get();

    @TempDir
    Path directory;

    private PrometheusServer prometheus;

    @BeforeEach
    void start() throws IOException {
        final String processor = URI.create(stack.adminUrl()).getAuthority();
        // Nobody listens at the other two.
        prometheus = new PrometheusServer(
                directory,
                RULES,
                Map.of(
                        "mopup-processor",
                        processor,
                        "mopup-agent",
                        "127.0.0.1:" + PrometheusServer.freePort(),
                        "mopup-gateway",
                        "127.0.0.1:" + PrometheusServer.freePort()));
        await("Prometheus has scraped the processor")
                .atMost(LIMIT, SECONDS)
                .ignoreExceptions()
                .until(() -> prometheus.has("up{job=\"mopup-processor\"} == 1"));
    }

    @AfterEach
    void stop() {
        prometheus.close();
    }

    @Test
    void shouldFindEverythingThatTheRulesAskOfAProcessor() throws IOException {
        publishGarbage();
        final Set<String> asked = new TreeSet<>();
        final Matcher metrics = OF_PROCESSORS.matcher(Files.readString(RULES));
        while (metrics.find()) {
            asked.add(metrics.group(1));
        }
        asked.removeAll(LATER);
        assertThat(asked).hasSizeGreaterThan(15);
        await().atMost(LIMIT, SECONDS).untilAsserted(() -> {
            for (final String metric : asked) {
                assertThat(prometheus.has(metric)).as(metric).isTrue();
            }
            assertThat(prometheus.health())
                    .isNotEmpty()
                    .allSatisfy((rule, health) -> assertThat(health).as(rule).isEqualTo("ok"));
        });
    }

    @Test
    void shouldFireWhenSomethingIsAwayOrCannotBeRead() throws Exception {
        // Before the first scrape of it there was no processor.
        await().atMost(LIMIT, SECONDS).untilAsserted(() -> assertThat(prometheus.firing())
                .contains("MopupNoAgent", "MopupGatewayDown")
                .doesNotContain("MopupProcessorDown", "MopupNoProcessor"));
        publishGarbage();
        await().atMost(LIMIT, SECONDS)
                .untilAsserted(() -> assertThat(prometheus.firing()).contains("MopupDeadLetters"));

        stack.withoutProcessor(() -> await().atMost(LIMIT, SECONDS).untilAsserted(() -> assertThat(prometheus.firing())
                .contains("MopupProcessorDown", "MopupNoProcessor")));

        await().atMost(LIMIT, SECONDS).untilAsserted(() -> assertThat(prometheus.firing())
                .doesNotContain("MopupProcessorDown", "MopupNoProcessor"));
    }

    private void publishGarbage() {
        final byte[] garbage = "garbage".getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                stack.client().passedThrough(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(stack.client().topics().of(MopupTopic.COMMANDS), garbage, garbage));
        }
    }
}
