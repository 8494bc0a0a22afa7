/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.confluent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.formatter.AvroMessageFormatter;
import io.confluent.kafka.formatter.AvroMessageReader;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.MessageFormatter;
import org.apache.kafka.tools.api.RecordReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code kafka-console-producer --line-reader} and {@code kafka-console-consumer --formatter} plug in. */
class ConsoleToolsTest {

    private static final String SCOPE = "console-tools-test";
    private static final String TOPIC = "mopup.commands";
    private static final String SCHEMA = """
            {"type":"record","name":"AbortMultipartUpload","namespace":"io.mopup.test",
             "fields":[{"name":"uploadId","type":"string"}]}""";
    private static final String LINE = "{\"uploadId\":\"upload-1\"}";

    @AfterEach
    void dropMockRegistry() {
        MockSchemaRegistry.dropScope(SCOPE);
    }

    @Test
    void shouldPrintTheLineThatWasTypedWhenReaderAndFormatterShareARegistry() throws IOException {
        assertThat(printed(typed(LINE))).isEqualTo(LINE + "\n");
    }

    private static byte[] typed(final String line) throws IOException {
        try (RecordReader reader = new AvroMessageReader()) {
            reader.configure(Map.of("schema.registry.url", "mock://" + SCOPE, "topic", TOPIC, "value.schema", SCHEMA));
            final ProducerRecord<byte[], byte[]> produced = reader.readRecords(
                            new ByteArrayInputStream((line + "\n").getBytes(UTF_8)))
                    .next();
            return produced.value();
        }
    }

    private static String printed(final byte[] value) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MessageFormatter formatter = new AvroMessageFormatter();
                PrintStream print = new PrintStream(out, true, UTF_8)) {
            formatter.configure(Map.of("schema.registry.url", "mock://" + SCOPE));
            formatter.writeTo(new ConsumerRecord<>(TOPIC, 0, 0L, null, value), print);
        }
        return out.toString(UTF_8);
    }
}
