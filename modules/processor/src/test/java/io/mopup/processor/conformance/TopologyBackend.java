/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.MopupTopic.Role;
import io.mopup.processor.ProcessorConfig;
import io.mopup.processor.internal.FoldDriver;
import io.mopup.processor.internal.TestRecords;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;

/** The topology as it is deployed, in Kafka's test driver: real stores, real timers, real serialisation. */
final class TopologyBackend implements Backend {
    private static final Duration TICK = Duration.ofMillis(1);

    private final Path directory;
    private final Map<String, String> settings;
    private final List<SpecificRecord> containers = new ArrayList<>();
    private final Published published = new Published();
    private FoldDriver driver;
    private int starts;
    private Instant now = TestRecords.TIME;

    TopologyBackend(final Path directory, final Map<String, String> changes) {
        this.directory = directory;
        this.settings = new HashMap<>(changes);
        // Timers are due at every tick, so that a jump to the time of the next one is enough.
        settings.put(ProcessorConfig.TIMER_INTERVAL_CONFIG, Long.toString(TICK.toMillis()));
        driver = start();
    }

    @Override
    public void publish(final SpecificRecord record, final String commandId) {
        final Headers headers = new RecordHeaders();
        if (commandId != null) {
            MopupHeaders.put(headers, MopupHeaders.COMMAND_ID, commandId);
        }
        driver.publish(record, headers, now);
        if (MopupTopic.of(record) == MopupTopic.CONTAINERS) {
            containers.add(record);
        }
        collect();
    }

    @Override
    public void pass(final Duration time) {
        final Instant until = now.plus(time);
        while (now.isBefore(until)) {
            final OptionalLong timer = driver.nextTimer();
            final Instant due = timer.isPresent() ? Instant.ofEpochMilli(timer.getAsLong()) : until;
            final Instant next = due.isBefore(now.plus(TICK)) ? now.plus(TICK) : due;
            advance(Duration.between(now, next.isBefore(until) ? next : until));
        }
        collect();
    }

    /** Another task, with a clock that goes on, on what the stores of the first one had. */
    @Override
    public void restart() {
        try (FoldDriver dead = driver) {
            driver = start();
            driver.advance(Duration.between(TestRecords.TIME, now));
            containers.forEach(container -> driver.publish(container, new RecordHeaders(), now));
            driver.restore(dead);
        }
        collect();
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Published published() {
        return published;
    }

    @Override
    public void close() {
        driver.close();
    }

    private FoldDriver start() {
        return new FoldDriver(directory.resolve("start-" + starts++), settings, 1);
    }

    private void advance(final Duration time) {
        driver.advance(time);
        now = now.plus(time);
    }

    private void collect() {
        for (final MopupTopic topic : MopupTopic.values()) {
            if (topic.role() == Role.OUTPUT || topic.role() == Role.DEAD_LETTER) {
                driver.raw(topic).forEach(record -> collect(topic, record));
            }
        }
    }

    private void collect(final MopupTopic topic, final TestRecord<byte[], byte[]> record) {
        if (topic.role() == Role.DEAD_LETTER) {
            published.deadLetter(MopupHeaders.get(record.headers(), MopupHeaders.ERROR_REASON)
                    .orElse("without a reason"));
        } else if (record.value() == null) {
            published.forgotten(new String(record.key(), StandardCharsets.UTF_8));
        } else {
            published.add(driver.decode(topic, record.value()));
        }
    }
}
