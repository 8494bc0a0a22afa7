/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.MopupTopic.Role;
import io.mopup.processor.broker.Installation;
import io.mopup.processor.broker.Outputs;
import io.mopup.processor.broker.ProcessorProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A processor in a process of its own, on a real broker with a real registry. */
final class BrokerBackend implements Backend {
    /** Longer than the producer's own limit, so that a broker that takes nothing is reported as that. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Path directory;
    private final Installation installation;
    private final Outputs outputs;
    private final Map<String, String> properties;
    private final Map<MopupTopic, Integer> read = new EnumMap<>(MopupTopic.class);
    private final Published published = new Published();
    private ProcessorProcess process;

    private BrokerBackend(
            final Path directory,
            final Installation installation,
            final Outputs outputs,
            final Map<String, String> properties) {
        this.directory = directory;
        this.installation = installation;
        this.outputs = outputs;
        this.properties = properties;
        process = start();
    }

    static BrokerBackend start(final Path directory, final Map<String, String> settings) {
        try {
            final Installation installation = Installation.create();
            final Path state = Files.createDirectories(directory.resolve("state"));
            return new BrokerBackend(
                    directory, installation, new Outputs(installation), installation.properties(state, settings));
        } catch (final Exception e) {
            throw new IllegalStateException("The broker cannot be used.", e);
        }
    }

    @Override
    public void publish(final SpecificRecord record, final String commandId) {
        final Headers headers = new RecordHeaders();
        if (commandId != null) {
            MopupHeaders.put(headers, MopupHeaders.COMMAND_ID, commandId);
        }
        installation.publish(record, headers);
    }

    @Override
    public void pass(final Duration time) {
        throw new UnsupportedOperationException("Time passes by itself here.");
    }

    @Override
    public void await(final String what, final BooleanSupplier condition) {
        try {
            Awaitility.await(what).atMost(LIMIT).pollDelay(Duration.ZERO).until(() -> {
                collect();
                return condition.getAsBoolean();
            });
        } catch (final ConditionTimeoutException e) {
            throw new AssertionError(e.getMessage() + process.report() + installation.report(), e);
        }
    }

    /** SIGKILL, and another process on the same directory. */
    @Override
    public void restart() {
        kill();
        process = start();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Published published() {
        return published;
    }

    @Override
    public void close() {
        kill();
        outputs.close();
        installation.close();
    }

    private ProcessorProcess start() {
        try {
            return ProcessorProcess.start(directory, properties);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void kill() {
        try {
            process.kill();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void collect() {
        outputs.poll();
        for (final MopupTopic topic : MopupTopic.values()) {
            if (topic.role() == Role.OUTPUT || topic.role() == Role.DEAD_LETTER) {
                final var records = outputs.raw(topic);
                records.subList(read.getOrDefault(topic, 0), records.size()).forEach(record -> collect(topic, record));
                read.put(topic, records.size());
            }
        }
    }

    private void collect(final MopupTopic topic, final ConsumerRecord<byte[], byte[]> record) {
        if (topic.role() == Role.DEAD_LETTER) {
            published.deadLetter(record.toString());
        } else if (record.value() == null) {
            published.forgotten(new String(record.key(), StandardCharsets.UTF_8));
        } else {
            published.add(outputs.decode(topic, record));
        }
    }
}
