/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private static final byte[] KEY = "upload-1".getBytes(UTF_8);
    private static final byte[] VALUE = {0, 1, 2};

    @Test
    void shouldCarryTheRawRecordAndSayWhyAndWhereFrom() {
        final ConsumerRecord<byte[], byte[]> rejected = new ConsumerRecord<>("mopup.commands", 7, 42L, KEY, VALUE);
        MopupHeaders.put(rejected.headers(), MopupHeaders.COMMAND_ID, "command-1");

        final ProducerRecord<byte[], byte[]> letter =
                DeadLetters.of(rejected, ReasonCode.UNDECODABLE, "Schema id 9.", TopicNames.DEFAULT);

        assertThat(letter.topic()).isEqualTo("mopup.dead-letters");
        assertThat(letter.partition()).isNull();
        assertThat(letter.key()).isSameAs(KEY);
        assertThat(letter.value()).isSameAs(VALUE);
        assertThat(header(letter, MopupHeaders.COMMAND_ID)).isEqualTo("command-1");
        assertThat(header(letter, MopupHeaders.ERROR_REASON)).isEqualTo("UNDECODABLE");
        assertThat(header(letter, MopupHeaders.ERROR_MESSAGE))
                .isEqualTo(ReasonCode.UNDECODABLE.advice() + " Schema id 9.");
        assertThat(header(letter, MopupHeaders.ERROR_TOPIC)).isEqualTo("mopup.commands");
        assertThat(header(letter, MopupHeaders.ERROR_PARTITION)).isEqualTo("7");
        assertThat(header(letter, MopupHeaders.ERROR_OFFSET)).isEqualTo("42");
    }

    @Test
    void shouldLeaveTheRejectedRecordAlone() {
        final ConsumerRecord<byte[], byte[]> rejected = new ConsumerRecord<>("mopup.commands", 7, 42L, null, null);

        final ProducerRecord<byte[], byte[]> letter =
                DeadLetters.of(rejected, ReasonCode.KEY_MISSING, "", TopicNames.DEFAULT);

        assertThat(rejected.headers()).isEmpty();
        assertThat(letter.key()).isNull();
        assertThat(header(letter, MopupHeaders.ERROR_MESSAGE)).isEqualTo(ReasonCode.KEY_MISSING.advice());
    }

    private static String header(final ProducerRecord<?, ?> letter, final String name) {
        return MopupHeaders.get(letter.headers(), name).orElseThrow();
    }
}
