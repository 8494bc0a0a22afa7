/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client.admin;

import io.mopup.client.ClientConfig;
import io.mopup.client.MopupClientException;
import io.mopup.client.StartAt;
import io.mopup.client.internal.TopicReader;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordDecoder;
import io.mopup.contract.RecordSerdes;
import io.mopup.contract.RejectedRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The dead letters of an installation: to be read, and to be sent again once what was wrong is mended. */
public final class DeadLetterBox {
    private static final Duration POLL = Duration.ofMillis(100);

    private final ClientConfig config;

    public DeadLetterBox(final ClientConfig config) {
        this.config = config;
    }

    /**
     * Hands out the letters that are there by now, of each partition the oldest first.
     *
     * @throws MopupClientException if the topic does not exist or no broker answers
     */
    public void read(final Predicate<DeadLetter> wanted, final Consumer<DeadLetter> each) {
        try (TopicReader reader = TopicReader.ofAll(
                config, MopupTopic.DEAD_LETTERS, StartAt.BEGINNING, record -> true, new LongAdder())) {
            final Map<TopicPartition, Long> ends = reader.committedEnds();
            while (!reader.reached(ends)) {
                reader.nextRaw(POLL).map(DeadLetter::new).filter(wanted).ifPresent(each);
            }
        }
    }

    /** What the record says; empty if that is what nobody can read. */
    public Optional<SpecificRecord> decoded(final DeadLetter letter) {
        final Optional<MopupTopic> topic = letter.topic().flatMap(config.topics()::topic);
        if (topic.isEmpty() || !letter.isWhole()) {
            return Optional.empty();
        }
        try (RecordDecoder decoder = RecordSerdes.decoder(config.passedThrough())) {
            return Optional.of(decoder.decode(
                    letter.topic().orElseThrow(), topic.get(), letter.letter().value()));
        } catch (final RejectedRecordException e) {
            return Optional.empty();
        }
    }

    /**
     * Sends the records of letters again to where they came from. The letters stay.
     *
     * @throws MopupClientException if the broker did not take one; those before it are sent
     */
    public void replay(final List<DeadLetter> letters) {
        final Map<String, Object> producerConfig = new HashMap<>(config.passedThrough());
        producerConfig.put(ProducerConfig.ACKS_CONFIG, "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(producerConfig, new ByteArraySerializer(), new ByteArraySerializer())) {
            final List<Future<RecordMetadata>> sent = new ArrayList<>();
            letters.forEach(letter -> sent.add(producer.send(letter.original())));
            for (int i = 0; i < sent.size(); i++) {
                await(sent.get(i), letters.get(i));
            }
        }
    }

    private static void await(final Future<RecordMetadata> sent, final DeadLetter letter) {
        try {
            sent.get();
        } catch (final ExecutionException e) {
            throw new MopupClientException(
                    "Letter " + letter.id() + " was not taken: " + e.getCause().getMessage(), e.getCause());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MopupClientException("Interrupted while letter " + letter.id() + " was sent.", e);
        }
    }
}
