/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** With real clients, which need no broker to have metrics. */
class ClientMetricsReporterTest {
    private static final Map<String, Object> CONFIG = Map.of("bootstrap.servers", "127.0.0.1:1", "group.id", "g");

    private final ClientMetricsReporter.Known known = new ClientMetricsReporter.Known();

    @Test
    void shouldKnowTheMetricsOfAClientUntilItIsClosed() {
        final var serializer = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> first = new KafkaProducer<>(known.added(CONFIG), serializer, serializer)) {
            try (KafkaProducer<byte[], byte[]> second =
                    new KafkaProducer<>(known.added(CONFIG), serializer, serializer)) {
                assertThat(known.metrics().keySet())
                        .containsAll(first.metrics().keySet())
                        .containsAll(second.metrics().keySet());
            }
            assertThat(known.metrics().keySet())
                    .hasSameElementsAs(first.metrics().keySet());
        }
        assertThat(known.metrics()).isEmpty();
    }

    @Test
    void shouldKnowTheMetricsOfAShareConsumer() {
        final var deserializer = new ByteArrayDeserializer();
        try (KafkaShareConsumer<byte[], byte[]> consumer =
                new KafkaShareConsumer<>(known.added(CONFIG), deserializer, deserializer)) {
            assertThat(known.metrics().keySet()).anyMatch(name -> name.group().equals("consumer-share-metrics"));
            consumer.close(Duration.ZERO);
        }
    }

    @Test
    void shouldLeaveTheOtherReportersAlone() {
        final String ours = ClientMetricsReporter.class.getName();

        assertThat(known.added(CONFIG).get("metric.reporters")).isEqualTo(List.of(JmxReporter.class.getName(), ours));
        assertThat(known.added(Map.of("metric.reporters", "a.B,c.D")).get("metric.reporters"))
                .isEqualTo(List.of("a.B", "c.D", ours));
        assertThat(known.added(Map.of("metric.reporters", List.of("a.B"))).get("metric.reporters"))
                .isEqualTo(List.of("a.B", ours));
    }
}
