/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.assembly;

import io.mopup.client.ClientConfig;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordDecoder;
import io.mopup.contract.RecordSerdes;
import io.mopup.contract.RegistryUnavailableException;
import io.mopup.contract.RejectedRecordException;
import io.mopup.events.UploadLifecycle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the lifecycle as one consumer group of all gateways. An offset is committed when what it asks for was done and
 * published, so an assembly is taken up by another gateway if the one that had it dies, and may be done twice.
 */
public final class Assembler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Assembler.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MAX_RECORDS = 500;
    private static final long PAUSE_MS = 1_000;
    private static final int SESSION_TIMEOUT_MS = 10_000;
    private static final String READ_COMMITTED = "read_committed";

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RecordDecoder decoder;
    private final Consumer<UploadLifecycle> work;
    private final ExecutorService threads;
    private final Thread thread = new Thread(this::run, "mopup-assembler");
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * Begins to follow.
     *
     * @param work is called with each event, on several threads; returns when there is nothing left to do for it
     */
    public Assembler(
            final ClientConfig config,
            final String group,
            final int parallelism,
            final Consumer<UploadLifecycle> work) {
        this.topic = config.topics().of(MopupTopic.LIFECYCLE);
        this.work = work;
        final Map<String, Object> properties = config.passedThrough();
        this.decoder = RecordSerdes.decoder(properties);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, READ_COMMITTED);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // The first gateway ever has nothing to catch up with, and any other must not miss anything.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // Clients wait for what a gateway that died had to assemble; Kafka's own 45 s are longer than they do.
        properties.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
        // Most events need nothing to be done; a commit for each few of them would hold up those that do.
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_RECORDS);
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.threads = Executors.newFixedThreadPool(parallelism);
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends after what is under way. */
    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        threads.shutdownNow();
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer;
                decoder) {
            consumer.subscribe(List.of(topic));
            while (!isClosed()) {
                try {
                    step();
                } catch (final WakeupException e) {
                    LOG.debug("Closed");
                } catch (final RuntimeException e) {
                    startOver(e);
                }
            }
        } catch (final RuntimeException e) {
            LOG.error("Nothing is assembled here any more", e);
        }
    }

    private void step() {
        final ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
            doAll(records);
            consumer.commitSync();
        }
    }

    /** What was not committed is read and done again: an assembly must not get lost, and twice is the same as once. */
    private void startOver(final RuntimeException why) {
        if (isClosed()) {
            return;
        }
        LOG.error("What is to be assembled could not be, and will be tried again", why);
        try {
            if (closing.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                return;
            }
            final Set<TopicPartition> assigned = consumer.assignment();
            final Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(assigned);
            for (final TopicPartition partition : assigned) {
                final OffsetAndMetadata offset = committed.get(partition);
                if (offset == null) {
                    consumer.seekToBeginning(Set.of(partition));
                } else {
                    consumer.seek(partition, offset);
                }
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (final WakeupException e) {
            LOG.debug("Closed");
        } catch (final KafkaException e) {
            // The next step meets it again, and so on until it passes.
            LOG.warn("The positions of the group cannot be read: {}", e.getMessage());
        }
    }

    private boolean isClosed() {
        return closing.getCount() == 0;
    }

    private void doAll(final ConsumerRecords<byte[], byte[]> records) {
        final List<CompletableFuture<Void>> underWay = new ArrayList<>();
        for (final ConsumerRecord<byte[], byte[]> record : records) {
            event(record)
                    .ifPresent(event -> underWay.add(CompletableFuture.runAsync(() -> work.accept(event), threads)));
        }
        CompletableFuture.allOf(underWay.toArray(CompletableFuture<?>[]::new)).join();
    }

    private Optional<UploadLifecycle> event(final ConsumerRecord<byte[], byte[]> record) {
        while (!isClosed()) {
            try {
                final SpecificRecord decoded = decoder.decode(record.topic(), MopupTopic.LIFECYCLE, record.value());
                return Optional.of(decoded)
                        .filter(UploadLifecycle.class::isInstance)
                        .map(UploadLifecycle.class::cast);
            } catch (final RejectedRecordException e) {
                LOG.warn("A lifecycle record at offset {} cannot be read: {}", record.offset(), e.getMessage());
                return Optional.empty();
            } catch (final RegistryUnavailableException e) {
                LOG.warn("The schema registry does not answer: {}", e.getMessage());
            }
        }
        throw new WakeupException();
    }
}
