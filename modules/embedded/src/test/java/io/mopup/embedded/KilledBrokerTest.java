/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process of the broker is killed in the middle of a transaction, and nobody comes back to end it. */
class KilledBrokerTest {

    private static final String TOPIC = "mopup.results";
    /** The more there are, the longer it takes until a restarted broker knows of all of them that they have a leader. */
    private static final int PARTITIONS = 150;

    @TempDir
    Path directory;

    @Test
    void shouldLetReadersOfCommittedRecordsPassWhenATransactionTimesOutDuringTheRestart() throws Exception {
        final int port;
        try (BrokerOwner.Running broker = BrokerOwner.start(directory)) {
            port = Integer.parseInt(broker.bootstrapServers().split(":")[1]);
            Clients.createTopic(broker.bootstrapServers(), new NewTopic(TOPIC, PARTITIONS, (short) 1));
            leaveOpen(broker.bootstrapServers());
            broker.kill();
        }

        // As soon as the coordinator works, it finds the transaction timed out and ends it.
        final BrokerOptions options = BrokerOptions.in(directory)
                .withPort(port)
                .with("transaction.abort.timed.out.transaction.cleanup.interval.ms", "100");
        try (EmbeddedBroker broker = EmbeddedBroker.start(options);
                Admin admin = Clients.admin(broker.bootstrapServers())) {
            assertThat(ends(admin, IsolationLevel.READ_UNCOMMITTED).values()).allMatch(end -> end > 0);
            await().atMost(Clients.LIMIT).untilAsserted(() -> assertThat(ends(admin, IsolationLevel.READ_COMMITTED))
                    .isEqualTo(ends(admin, IsolationLevel.READ_UNCOMMITTED)));
        }
    }

    private static void leaveOpen(final String bootstrapServers) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "transactional.id",
                        "left-open",
                        "transaction.timeout.ms",
                        1_000),
                new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                producer.send(new ProducerRecord<>(TOPIC, partition, null, "open"));
            }
            producer.flush();
            producer.close(Duration.ZERO);
        }
    }

    private static Map<TopicPartition, Long> ends(final Admin admin, final IsolationLevel isolation) throws Exception {
        final Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        final Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest, new ListOffsetsOptions(isolation))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }
}
