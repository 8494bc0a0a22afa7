/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.mopup.contract.release.Samples;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordDecoderTest {
    private static final String SCOPE = "record-decoder-test";
    private static final Map<String, Object> MOCK = Map.of(RecordSerdes.REGISTRY_URL_CONFIG, "mock://" + SCOPE);
    private static final String COMMANDS = TopicNames.DEFAULT.of(MopupTopic.COMMANDS);
    private static final AbortMultipartUpload ABORT = Samples.abortMultipartUpload();
    private static final int PREFIX = 5;

    private final RecordDecoder decoder = RecordSerdes.decoder(MOCK);

    @AfterEach
    void close() {
        decoder.close();
        MockSchemaRegistry.dropScope(SCOPE);
    }

    @Test
    void shouldReadWhatTheSerializerWrote() {
        assertThat(decode(framed(ABORT))).isEqualTo(ABORT);
    }

    @Test
    void shouldRejectWhenTheValueIsATombstone() {
        assertRejected(null, ReasonCode.TOMBSTONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "\0\0\0\0", "abort upload-1, please", "{\"uploadId\": \"upload-1\"}"})
    void shouldRejectWhenTheValueHasNoRegistryFraming(final String value) {
        assertRejected(value.getBytes(UTF_8), ReasonCode.UNDECODABLE);
    }

    @Test
    void shouldRejectWhenTheValueIsCutOffAnywhere() {
        final byte[] value = framed(ABORT);

        for (int length = PREFIX; length < value.length; length++) {
            assertRejected(Arrays.copyOf(value, length), ReasonCode.UNDECODABLE);
        }
    }

    /** Would allocate what the prefix says, and take the process down, if it were believed. */
    @ParameterizedTest
    @ValueSource(longs = {-1, 17, 1_900_000_000, Integer.MAX_VALUE, Long.MAX_VALUE})
    void shouldRejectWhenALengthExceedsTheBytesThereAre(final long length) throws IOException {
        assertRejected(withBody(framed(ABORT), longs(length, 1, 1)), ReasonCode.UNDECODABLE);
    }

    @Test
    void shouldRejectWhenANumberIsMalformed() {
        final byte[] endless = new byte[12];
        Arrays.fill(endless, (byte) 0xff);

        assertRejected(withBody(framed(ABORT), endless), ReasonCode.UNDECODABLE);
    }

    @Test
    void shouldRejectWhenTheRecordBelongsOnAnotherTopic() {
        assertRejected(framed(Samples.partUploaded()), ReasonCode.RECORD_UNEXPECTED);
    }

    @Test
    void shouldRejectWhenTheSchemaIsForeign() {
        final Schema foreign = SchemaBuilder.record("com.example.Order")
                .fields()
                .requiredString("id")
                .endRecord();

        assertRejected(
                framed(new GenericRecordBuilder(foreign).set("id", "order-1").build()), ReasonCode.RECORD_UNEXPECTED);
    }

    @Test
    void shouldRejectWhenTheSchemaIsNoRecord() {
        assertRejected(framed("just a string"), ReasonCode.RECORD_UNEXPECTED);
    }

    @Test
    void shouldRejectWhenAForeignSchemaBorrowsOurName() {
        final Schema borrowed = SchemaBuilder.record(AbortMultipartUpload.class.getName())
                .fields()
                .requiredInt("commandId")
                .endRecord();

        assertRejected(
                framed(new GenericRecordBuilder(borrowed).set("commandId", 7).build()), ReasonCode.UNDECODABLE);
    }

    @Test
    void shouldReadUnknownWhenANewerWriterUsesASymbolOfItsOwn() throws IOException {
        final String newer = ABORT.getSchema().toString().replace("\"EXPIRED\"", "\"EXPIRED\",\"BUDGET\"");
        final GenericRecord written = asWrittenWith(new Schema.Parser().parse(newer));
        final Schema reason = written.getSchema().getField("reason").schema();
        written.put("reason", new GenericData.EnumSymbol(reason, "BUDGET"));

        assertThat(decode(framed(written)))
                .asInstanceOf(type(AbortMultipartUpload.class))
                .returns(AbortReason.UNKNOWN, AbortMultipartUpload::getReason)
                .returns(ABORT.getCommandId(), AbortMultipartUpload::getCommandId);
    }

    @Test
    void shouldSkipTheFieldWhenANewerWriterHasOneMore() throws IOException {
        final String newer = ABORT.getSchema()
                .toString()
                .replaceFirst(
                        "\"fields\":\\[", "\"fields\":[{\"name\":\"zone\",\"type\":\"string\",\"default\":\"\"},");
        final GenericRecord written = asWrittenWith(new Schema.Parser().parse(newer));
        written.put("zone", "eu-central-1a");

        assertThat(decode(framed(written))).isEqualTo(ABORT);
    }

    @Test
    void shouldRejectWhenTheRegistryDoesNotKnowTheSchema() throws IOException {
        assertRejected(withSchemaId(4711), ReasonCode.SCHEMA_UNKNOWN);
        try (RegistryStub registry =
                RegistryStub.answering(404, "{\"error_code\":40403,\"message\":\"Schema 4711 not found\"}")) {
            assertRejected(client(registry.url()), withSchemaId(4711), ReasonCode.SCHEMA_UNKNOWN);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"schemaType\":\"JSON\",\"schema\":\"{}\"}", "{\"schema\":\"record AbortMultipartUpload\"}"})
    void shouldRejectWhenTheSchemaIsNotAvro(final String answer) throws IOException {
        try (RegistryStub registry = RegistryStub.answering(200, answer)) {
            assertRejected(client(registry.url()), withSchemaId(1), ReasonCode.UNDECODABLE);
        }
    }

    /** A wrong path in the URL, a proxy, a registry that starts: none of them says anything about the record. */
    @ParameterizedTest
    @CsvSource({"401", "403", "404", "429", "500", "502", "503", "504"})
    void shouldBlameTheRegistryWhenItAnswersWithAnErrorOfItsOwn(final int status) throws IOException {
        try (RegistryStub registry = RegistryStub.answering(status, "<html>no</html>")) {
            assertUnavailable(client(registry.url()));
        }
    }

    @Test
    void shouldBlameTheRegistryWhenNobodyListens() throws IOException {
        assertUnavailable(client(RegistryStub.closedUrl()));
    }

    @Test
    void shouldBlameTheRegistryWhenItDoesNotAnswerInTime() throws IOException {
        try (RegistryStub registry = RegistryStub.silent()) {
            assertUnavailable(client(registry.url(), Map.of("http.read.timeout.ms", 200)));
        }
    }

    @Test
    void shouldReadTheRecordWhenTheRegistryIsBack() throws IOException {
        final String schema =
                GenericData.get().toString(Map.of("schema", ABORT.getSchema().toString()));
        try (RegistryStub registry = RegistryStub.answering(503, "");
                RecordDecoder client = client(registry.url())) {
            assertThatExceptionOfType(RegistryUnavailableException.class)
                    .isThrownBy(() -> client.decode(COMMANDS, MopupTopic.COMMANDS, framed(ABORT)));

            registry.answer(200, schema);

            assertThat(client.decode(COMMANDS, MopupTopic.COMMANDS, framed(ABORT)))
                    .isEqualTo(ABORT);
        }
    }

    private SpecificRecord decode(final byte[] value) {
        return decoder.decode(COMMANDS, MopupTopic.COMMANDS, value);
    }

    private void assertRejected(final byte[] value, final ReasonCode reason) {
        assertRejected(decoder, value, reason);
    }

    private static void assertRejected(final RecordDecoder decoder, final byte[] value, final ReasonCode reason) {
        assertThatExceptionOfType(RejectedRecordException.class)
                .isThrownBy(() -> decoder.decode(COMMANDS, MopupTopic.COMMANDS, value))
                .returns(reason, RejectedRecordException::reason);
    }

    private static void assertUnavailable(final RecordDecoder client) {
        try (client) {
            assertThatExceptionOfType(RegistryUnavailableException.class)
                    .isThrownBy(() -> client.decode(COMMANDS, MopupTopic.COMMANDS, withSchemaId(1)));
        }
    }

    private static RecordDecoder client(final String url) {
        return client(url, Map.of());
    }

    private static RecordDecoder client(final String url, final Map<String, ?> more) {
        final Map<String, Object> config = new HashMap<>(more);
        config.put(RecordSerdes.REGISTRY_URL_CONFIG, url);
        config.put("max.retries", 0);
        return RecordSerdes.decoder(config);
    }

    private static byte[] framed(final Object value) {
        try (KafkaAvroSerializer serializer = new KafkaAvroSerializer()) {
            serializer.configure(
                    Map.of(RecordSerdes.REGISTRY_URL_CONFIG, "mock://" + SCOPE, "auto.register.schemas", true), false);
            return serializer.serialize(COMMANDS, value);
        }
    }

    private static GenericRecord asWrittenWith(final Schema writer) throws IOException {
        final byte[] body = withoutPrefix(framed(ABORT));
        return new GenericDatumReader<GenericRecord>(ABORT.getSchema(), writer)
                .read(null, DecoderFactory.get().binaryDecoder(body, null));
    }

    private static byte[] withoutPrefix(final byte[] value) {
        return Arrays.copyOfRange(value, PREFIX, value.length);
    }

    private static byte[] withBody(final byte[] value, final byte[] body) {
        return ByteBuffer.allocate(PREFIX + body.length)
                .put(value, 0, PREFIX)
                .put(body)
                .array();
    }

    private static byte[] withSchemaId(final int id) {
        return ByteBuffer.allocate(PREFIX + 1).put((byte) 0).putInt(id).array();
    }

    private static byte[] longs(final long... values) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        for (final long value : values) {
            encoder.writeLong(value);
        }
        encoder.flush();
        return out.toByteArray();
    }
}
