/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    private static final String TOPIC = "mopup.commands";

    @TempDir
    Path directory;

    @Test
    void shouldKeepClusterIdRecordsAndOffsetsWhenRestarted() throws Exception {
        final String clusterId;
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.in(directory))) {
            clusterId = clusterIdOf(broker);
            Clients.createTopic(broker.bootstrapServers(), new NewTopic(TOPIC, 2, (short) 1));
            Clients.produce(broker.bootstrapServers(), List.of(new ProducerRecord<>(TOPIC, "upload-1", "first")));
            assertThat(Clients.consume(broker.bootstrapServers(), TOPIC, 1)).containsExactly("first");
            Clients.produce(broker.bootstrapServers(), List.of(new ProducerRecord<>(TOPIC, "upload-1", "second")));
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.in(directory))) {
            assertThat(clusterIdOf(broker)).isEqualTo(clusterId);
            assertThat(Clients.consume(broker.bootstrapServers(), TOPIC, 1)).containsExactly("second");
        }
    }

    @Test
    void shouldUseTheCallersValueWhenOverridden() throws Exception {
        final BrokerOptions options = BrokerOptions.in(directory).with("group.share.delivery.count.limit", "9");

        try (EmbeddedBroker broker = EmbeddedBroker.start(options);
                Admin admin = Clients.admin(broker.bootstrapServers())) {
            final ConfigResource node = new ConfigResource(ConfigResource.Type.BROKER, "1");
            assertThat(admin.describeConfigs(List.of(node))
                            .all()
                            .get()
                            .get(node)
                            .get("group.share.delivery.count.limit")
                            .value())
                    .isEqualTo("9");
        }
    }

    @Test
    void shouldSayWhatToDoWhenThePortIsInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(EmbeddedStartException.class)
                    .isThrownBy(() ->
                            EmbeddedBroker.start(BrokerOptions.in(directory).withPort(other.getLocalPort())))
                    .withMessageContaining("Port " + other.getLocalPort())
                    .withMessageContaining("wanted for Kafka, is in use")
                    .withMessageContaining("choose another port");
        }
    }

    @Test
    void shouldSayWhatToDoWhenTheDirectoryIsInUse() {
        try (EmbeddedBroker first = EmbeddedBroker.start(BrokerOptions.in(directory))) {
            assertThat(first.bootstrapServers()).startsWith("127.0.0.1:");

            assertThatExceptionOfType(EmbeddedStartException.class)
                    .isThrownBy(() -> EmbeddedBroker.start(BrokerOptions.in(directory)))
                    .withMessage("The data directory " + directory + " is in use by another instance of Kafka."
                            + " Stop that one, or choose another directory.");
        }
    }

    @Test
    void shouldSayWhatToDoWhenTheDirectoryCannotBeMade() throws Exception {
        final Path file = Files.createFile(directory.resolve("a-file"));

        assertThatExceptionOfType(EmbeddedStartException.class)
                .isThrownBy(() -> EmbeddedBroker.start(BrokerOptions.in(file)))
                .withMessageContaining("Cannot use " + file + " as the data directory of Kafka")
                .withMessageContaining("Choose a directory that can be written");
    }

    @Test
    void shouldNameTheSettingAndReleaseTheDirectoryWhenAnOverrideIsInvalid() {
        final BrokerOptions options = BrokerOptions.in(directory);

        assertThatExceptionOfType(EmbeddedStartException.class)
                .isThrownBy(() -> EmbeddedBroker.start(options.with("num.io.threads", "none")))
                .withMessageContaining("num.io.threads");

        EmbeddedBroker.start(options).close();
    }

    private static String clusterIdOf(final EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return admin.describeCluster().clusterId().get();
        }
    }
}
