/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent;

import io.mopup.embedded.BrokerOptions;
import io.mopup.embedded.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** One broker for all tests of this module. It allows shorter locks and sessions than Kafka's defaults. */
final class TestBroker {
    private static Path directory;
    private static EmbeddedBroker broker;

    private TestBroker() {}

    static synchronized String bootstrapServers() {
        if (broker == null) {
            try {
                directory = Files.createTempDirectory("mopup-agent-test");
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
            broker = EmbeddedBroker.start(BrokerOptions.in(directory)
                    .with("group.share.min.heartbeat.interval.ms", "200")
                    .with("group.share.heartbeat.interval.ms", "200")
                    .with("group.share.min.session.timeout.ms", "1000")
                    .with("group.share.min.record.lock.duration.ms", "1000")
                    .with("group.min.session.timeout.ms", "1000"));
            Runtime.getRuntime().addShutdownHook(new Thread(TestBroker::stop, "test-broker-stop"));
        }
        return broker.bootstrapServers();
    }

    private static synchronized void stop() {
        broker.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
