/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client.admin;

import io.mopup.contract.MopupHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record that nobody could use, and why.
 *
 * @param letter as it lies on the topic
 */
public record DeadLetter(ConsumerRecord<byte[], byte[]> letter) {
    /** Of the processor and of Kafka Streams; everything that makes a letter of a record begins with one of them. */
    private static final String OURS = "mopup.errors.";

    private static final String STREAMS = "__streams.errors.";

    /** Names this letter: partition and offset, as 2:1044. */
    public String id() {
        return letter.partition() + ":" + letter.offset();
    }

    /** The name of a {@link io.mopup.contract.ReasonCode}, perhaps a newer one; UNKNOWN if the letter does not say. */
    public String reason() {
        return header(MopupHeaders.ERROR_REASON).orElse("UNKNOWN");
    }

    /** What to do, and what exactly was wrong. */
    public String message() {
        return header(MopupHeaders.ERROR_MESSAGE).orElse("");
    }

    /** The topic that it was read from; empty if the letter does not say. */
    public Optional<String> topic() {
        return header(MopupHeaders.ERROR_TOPIC);
    }

    /** Where it was read, as topic-partition@offset. */
    public String origin() {
        return topic().orElse("?") + "-" + header(MopupHeaders.ERROR_PARTITION).orElse("?") + "@"
                + header(MopupHeaders.ERROR_OFFSET).orElse("?");
    }

    /** Empty if it had none. */
    public String key() {
        return letter.key() == null ? "" : new String(letter.key(), StandardCharsets.UTF_8);
    }

    /** Whether the record itself is here. One that was too large to be copied is only named. */
    public boolean isWhole() {
        return letter.value() != null && topic().isPresent();
    }

    /**
     * The record as it was sent, for the partition that its key belongs on.
     *
     * @throws IllegalStateException if it is not here
     */
    public ProducerRecord<byte[], byte[]> original() {
        if (!isWhole()) {
            throw new IllegalStateException("Letter " + id() + " does not hold its record.");
        }
        return new ProducerRecord<>(
                topic().orElseThrow(), null, null, letter.key(), letter.value(), originalHeaders(letter.headers()));
    }

    private static Headers originalHeaders(final Headers all) {
        final Headers headers = new RecordHeaders();
        for (final Header header : all) {
            if (!header.key().startsWith(OURS) && !header.key().startsWith(STREAMS)) {
                headers.add(header);
            }
        }
        return headers;
    }

    private Optional<String> header(final String name) {
        return MopupHeaders.get(letter.headers(), name);
    }
}
