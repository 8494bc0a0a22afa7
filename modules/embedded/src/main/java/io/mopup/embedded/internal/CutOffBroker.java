/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded.internal;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker whose process was killed. Its controller, once it is back, believes for the length of a session that the
 * broker is still alive. Until then the new broker works with what the old one knew, and after that all partitions lose
 * their leader for a moment. A broker of Kafka 4.3.1 that has to end transactions just then, because they were
 * interrupted or have timed out, takes partitions without a leader for deleted ones and passes over them (KAFKA-20734):
 * the transactions stay open there for ever, and no reader of committed records gets past them.
 *
 * <p>So the controller is started alone first, with a short session, until it knows that the broker is gone.
 */
public final class CutOffBroker {

    private static final Logger LOG = LoggerFactory.getLogger(CutOffBroker.class);

    /** Written by Kafka when a broker was shut down cleanly, and removed when it starts. */
    private static final String CLEAN_SHUTDOWN = ".kafka_cleanshutdown";

    private static final String SESSION_MS = "500";
    /** Kafka wants two of them in a session; here is no broker to send any. */
    private static final String HEARTBEAT_MS = "250";

    /** A broker that was killed before it had ever registered is not waited for longer. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final long POLL_MS = 50;
    private static final String FENCED_BROKERS = "kafka.controller:type=KafkaController,name=FencedBrokerCount";

    private CutOffBroker() {}

    /** Whether a broker has worked in this directory, and was not shut down. */
    public static boolean isIn(final Path directory) {
        return Files.exists(directory.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))
                && Files.notExists(directory.resolve(CLEAN_SHUTDOWN));
    }

    /** Returns when the controller knows that the broker is gone. */
    public static void fence(final Properties controller) throws Exception {
        final Properties properties = new Properties();
        properties.putAll(controller);
        properties.setProperty("broker.session.timeout.ms", SESSION_MS);
        properties.setProperty("broker.heartbeat.interval.ms", HEARTBEAT_MS);
        final KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        try {
            server.startup();
            awaitFenced();
        } finally {
            server.shutdown();
        }
    }

    private static void awaitFenced() throws JMException, InterruptedException {
        final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        final ObjectName fenced = new ObjectName(FENCED_BROKERS);
        final long begin = System.nanoTime();
        while (!isPositive(beans, fenced)) {
            if (System.nanoTime() - begin > LIMIT.toNanos()) {
                LOG.warn("The controller does not know a broker that was killed; going on.");
                return;
            }
            Thread.sleep(POLL_MS);
        }
    }

    private static boolean isPositive(final MBeanServer beans, final ObjectName gauge) throws JMException {
        try {
            return ((Number) beans.getAttribute(gauge, "Value")).intValue() > 0;
        } catch (final InstanceNotFoundException e) {
            return false;
        }
    }
}
