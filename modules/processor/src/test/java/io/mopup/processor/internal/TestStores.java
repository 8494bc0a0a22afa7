/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.core.Containers;
import io.mopup.processor.ProcessorConfig;
import io.mopup.processor.TopologyNames;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;

/** The real RocksDB stores of a task, with nothing that uses them. */
final class TestStores implements AutoCloseable {
    private final TopologyTestDriver driver;

    TestStores(final Path directory) {
        final ProcessorConfig config = FoldDriver.config(
                directory,
                Map.of(ProcessorConfig.TIMER_INTERVAL_CONFIG, 3_600_000L, ProcessorConfig.TIMER_AUDIT_CONFIG, 0));
        final Properties properties = new Properties();
        properties.putAll(config.streamsConfig());
        driver = new TopologyTestDriver(
                FoldTopology.build(FoldParts.of(config, null, 1, 1), true), properties, TestRecords.TIME);
    }

    KeyValueStore<String, String> timers() {
        return driver.getKeyValueStore(TopologyNames.TIMERS_STORE);
    }

    UploadStores uploads() {
        return new UploadStores(
                driver.getKeyValueStore(TopologyNames.UPLOADS_STORE),
                driver.getKeyValueStore(TopologyNames.PARTS_STORE),
                driver.getKeyValueStore(TopologyNames.COMMANDS_STORE),
                Containers.NONE,
                new DecisionGate(1).writing(0));
    }

    /** How many iterators nobody has closed. */
    long openIterators() {
        return (long) driver.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals("num-open-iterators"))
                .mapToLong(entry -> ((Number) entry.getValue().metricValue()).longValue())
                .sum();
    }

    @Override
    public void close() {
        driver.close();
    }
}
