/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Makes dead letters: the raw record as it came, plus headers that say why and where from. */
public final class DeadLetters {
    private DeadLetters() {}

    /**
     * The headers of a dead letter: those of the rejected record, then the reason and the origin.
     *
     * @param detail what exactly was wrong; the advice of the code is put in front of it
     */
    public static Headers headers(
            final Headers original,
            final ReasonCode reason,
            final String detail,
            final String topic,
            final int partition,
            final long offset) {
        final Headers headers = new RecordHeaders(original);
        MopupHeaders.put(headers, MopupHeaders.ERROR_REASON, reason.name());
        MopupHeaders.put(
                headers,
                MopupHeaders.ERROR_MESSAGE,
                detail.isEmpty() ? reason.advice() : reason.advice() + " " + detail);
        MopupHeaders.put(headers, MopupHeaders.ERROR_TOPIC, topic);
        MopupHeaders.put(headers, MopupHeaders.ERROR_PARTITION, Integer.toString(partition));
        MopupHeaders.put(headers, MopupHeaders.ERROR_OFFSET, Long.toString(offset));
        return headers;
    }

    /** A dead letter for a consumed record. */
    public static ProducerRecord<byte[], byte[]> of(
            final ConsumerRecord<byte[], byte[]> record,
            final ReasonCode reason,
            final String detail,
            final TopicNames topics) {
        return new ProducerRecord<>(
                topics.of(MopupTopic.DEAD_LETTERS),
                null,
                record.key(),
                record.value(),
                headers(record.headers(), reason, detail, record.topic(), record.partition(), record.offset()));
    }
}
