/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded;

import io.mopup.embedded.internal.BrokerConfiguration;
import io.mopup.embedded.internal.BrokerStorage;
import io.mopup.embedded.internal.CutOffBroker;
import io.mopup.embedded.internal.DirectoryLock;
import io.mopup.embedded.internal.Ports;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker with its KRaft controller in this process, reachable from 127.0.0.1 only.
 *
 * <p>Started again on the same directory it is the same cluster: cluster id, topics, records, offsets and transactions
 * are kept, also if its process was killed. Kafka ends the whole process on errors it cannot survive, such as a data
 * directory that disappears.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    /** A clean shutdown takes 1 to 2 s. Kafka itself would wait five minutes for a controller that does not answer. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

    private static final String NAME = "Kafka";

    private final DirectoryLock directory;
    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedBroker(final DirectoryLock directory, final KafkaRaftServer server, final String bootstrapServers) {
        this.directory = directory;
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts a broker and returns when it takes requests, after about 4 s.
     *
     * @throws EmbeddedStartException if the port is in use, or the directory is not writable or in use by another broker
     */
    public static EmbeddedBroker start(final BrokerOptions options) {
        final int port = Ports.choose(NAME, options.port());
        final DirectoryLock directory = DirectoryLock.acquire(NAME, options.dataDirectory());
        KafkaRaftServer server = null;
        try {
            final boolean cutOff = CutOffBroker.isIn(options.dataDirectory());
            BrokerStorage.ensureFormatted(
                    options.dataDirectory(), BrokerConfiguration.NODE_ID, BrokerConfiguration.CONTROLLER_LISTENER);
            if (cutOff) {
                CutOffBroker.fence(BrokerConfiguration.ofController(options, Ports.chooseOtherThan(port)));
            }
            final Properties configuration = BrokerConfiguration.of(options, port, Ports.chooseOtherThan(port));
            server = new KafkaRaftServer(KafkaConfig.fromProps(configuration, false), Time.SYSTEM);
            server.startup();
            return new EmbeddedBroker(directory, server, Ports.HOST + ":" + port);
        } catch (final Exception e) { // Kafka's Scala part throws checked exceptions without declaring them.
            if (server != null) {
                shutDown(server);
            }
            directory.close();
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new EmbeddedStartException(
                    "The Kafka broker with data in %s did not start: %s"
                            .formatted(options.dataDirectory(), e.getMessage()),
                    e);
        }
    }

    /** The value for {@code bootstrap.servers}: {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Shuts down cleanly, so that the next start needs no log recovery; gives up waiting after 30 s. */
    @Override
    public void close() {
        shutDown(server);
        directory.close();
    }

    private static void shutDown(final KafkaRaftServer server) {
        final CountDownLatch done = new CountDownLatch(1);
        final Thread thread = new Thread(
                () -> {
                    try {
                        server.shutdown();
                    } finally {
                        done.countDown();
                    }
                },
                "embedded-broker-shutdown");
        thread.setDaemon(true);
        thread.start();
        try {
            if (!done.await(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn(
                        "The embedded broker did not shut down within {}; its next start will recover its logs.",
                        CLOSE_LIMIT);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
