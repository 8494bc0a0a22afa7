/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.mopup.contract.release.Samples;
import io.mopup.events.AbortMultipartUpload;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordSerdesTest {
    private static final String SCOPE = "record-serdes-test";
    private static final String URL = "mock://" + SCOPE;

    static List<SpecificRecord> samples() {
        return Samples.all();
    }

    @AfterEach
    void dropMockRegistry() {
        MockSchemaRegistry.dropScope(SCOPE);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldLookUpThePublishedSchemaUnderTopicAndRecordWhenWriting(final SpecificRecord record) throws Exception {
        final String topic = TopicNames.DEFAULT.of(MopupTopic.of(record));
        final String subject = PublishedSchemas.subject(topic, record.getClass());
        assertThat(subject).isEqualTo(topic + "-" + record.getSchema().getFullName());
        serialize(topic, record, Map.of("auto.register.schemas", true));

        final SchemaRegistryClient registry = MockSchemaRegistry.getClientForScope(SCOPE);
        assertThat(registry.getAllSubjects()).containsExactly(subject);
        assertThat(registry.getLatestSchemaMetadata(subject).getSchema())
                .isEqualTo(PublishedSchemas.schema(record.getClass()).toString())
                .doesNotContain("avro.java.string");
    }

    @Test
    void shouldSayWhichSchemaIsMissingWhenNobodyRegisteredIt() {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serialize("mopup.commands", Samples.abortMultipartUpload(), Map.of()))
                .withMessage("The registry has no schema for io.mopup.events.AbortMultipartUpload on mopup.commands,"
                        + " or another version of it. Register schemas with 'mopup schemas register'.");
    }

    @Test
    void shouldBlameTheRecordWhenAFieldIsMissing() {
        final AbortMultipartUpload incomplete = Samples.abortMultipartUpload();
        incomplete.setCommandId(null);

        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serialize("mopup.commands", incomplete, Map.of("auto.register.schemas", true)));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 429, 500, 502, 503, 504})
    void shouldBlameTheRegistryWhenItAnswersWithAnErrorOfItsOwn(final int status) throws IOException {
        try (RegistryStub registry = RegistryStub.answering(status, "<html>no</html>")) {
            assertUnavailable(registry.url());
        }
    }

    @Test
    void shouldBlameTheRegistryWhenItDoesNotAnswer() throws IOException {
        assertUnavailable(RegistryStub.closedUrl());
        try (RegistryStub registry = RegistryStub.silent()) {
            assertUnavailable(registry.url());
        }
    }

    @Test
    void shouldKeepItsOwnSettingsWhenTheConfigurationSaysOtherwise() {
        assertThat(RecordSerdes.config(Map.of(
                        RecordSerdes.REGISTRY_URL_CONFIG,
                        URL,
                        "value.subject.name.strategy",
                        "io.confluent.kafka.serializers.subject.TopicNameStrategy",
                        "basic.auth.user.info",
                        "user:secret")))
                .containsEntry(
                        "value.subject.name.strategy", "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy")
                .containsEntry("auto.register.schemas", false)
                .containsEntry("basic.auth.user.info", "user:secret");
    }

    private static void assertUnavailable(final String url) {
        final Map<String, Object> config =
                Map.of(RecordSerdes.REGISTRY_URL_CONFIG, url, "max.retries", 0, "http.read.timeout.ms", 200);

        assertThatExceptionOfType(RegistryUnavailableException.class)
                .isThrownBy(() -> serialize("mopup.commands", Samples.abortMultipartUpload(), config));
    }

    private static void serialize(final String topic, final SpecificRecord record, final Map<String, ?> more) {
        final Map<String, Object> config = new HashMap<>(more);
        config.putIfAbsent(RecordSerdes.REGISTRY_URL_CONFIG, URL);
        try (Serializer<SpecificRecord> serializer = RecordSerdes.serializer(config)) {
            serializer.serialize(topic, record);
        }
    }
}
