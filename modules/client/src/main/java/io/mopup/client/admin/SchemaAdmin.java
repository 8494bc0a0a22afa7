/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client.admin;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.mopup.client.ClientConfig;
import io.mopup.client.MopupClientException;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.PublishedSchemas;
import io.mopup.contract.RecordSerdes;
import io.mopup.contract.RegistryErrors;
import io.mopup.contract.TopicNames;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** Registers the contract: one subject for each record on each topic. */
public final class SchemaAdmin implements AutoCloseable {
    /** A reader with the newest schema reads every record that was ever written under the subject. */
    public static final String COMPATIBILITY = "BACKWARD_TRANSITIVE";

    private final TopicNames names;
    private final List<String> urls;
    private final SchemaRegistryClient registry;

    public SchemaAdmin(final ClientConfig config) {
        this.names = config.topics();
        this.urls = config.getList(ClientConfig.REGISTRY_URL_CONFIG);
        this.registry = RecordSerdes.registry(config.passedThrough());
    }

    /** What the registry has, in the order of the catalogue. */
    public List<SubjectState> compare() {
        return subjects()
                .map(subject -> asked(() -> new SubjectState(subject.name(), kind(subject))))
                .toList();
    }

    /**
     * Registers what is not there yet and sets the compatibility of each subject. Doing it again changes nothing.
     *
     * @return what was found before
     * @throws MopupClientException if the registry would refuse a schema, before anything is registered, or does not answer
     */
    public List<SubjectState> register() {
        final List<SubjectState> before = compare();
        final List<String> refused = before.stream()
                .filter(subject -> subject.kind() == SubjectState.Kind.INCOMPATIBLE)
                .map(SubjectState::subject)
                .toList();
        if (!refused.isEmpty()) {
            throw new MopupClientException(
                    "Nothing was registered. The registry has schemas that are not compatible with "
                            + "this release, under " + String.join(", ", refused) + ".");
        }
        subjects()
                .forEach(subject -> asked(() -> {
                    final int id = registry.register(subject.name(), subject.schema());
                    // After the first version: some registries know no configuration of a subject that is not there.
                    registry.updateCompatibility(subject.name(), COMPATIBILITY);
                    return id;
                }));
        return before;
    }

    @Override
    public void close() {
        asked(() -> {
            registry.close();
            return true;
        });
    }

    private SubjectState.Kind kind(final Subject subject) throws IOException, RestClientException {
        if (isFound(() -> registry.getId(subject.name(), subject.schema()))) {
            return SubjectState.Kind.SAME;
        }
        if (!isFound(() -> registry.getLatestSchemaMetadata(subject.name()))) {
            return SubjectState.Kind.NEW;
        }
        return registry.testCompatibility(subject.name(), subject.schema())
                ? SubjectState.Kind.COMPATIBLE
                : SubjectState.Kind.INCOMPATIBLE;
    }

    private Stream<Subject> subjects() {
        return Arrays.stream(MopupTopic.values())
                .flatMap(topic -> topic.records().stream().map(type -> subject(topic, type)));
    }

    private Subject subject(final MopupTopic topic, final Class<? extends SpecificRecord> type) {
        return new Subject(
                PublishedSchemas.subject(names.of(topic), type), new AvroSchema(PublishedSchemas.schema(type)));
    }

    private <T> T asked(final Question<T> question) {
        try {
            return question.ask();
        } catch (final RestClientException e) {
            throw new MopupClientException("The schema registry refused: " + e.getMessage(), e);
        } catch (final IOException e) {
            throw new MopupClientException(
                    "The schema registry does not answer at " + String.join(",", urls) + ": " + e.getMessage()
                            + ". Check schema.registry.url, and that the registry runs.",
                    e);
        }
    }

    private static boolean isFound(final Question<?> question) throws IOException, RestClientException {
        try {
            question.ask();
            return true;
        } catch (final RestClientException e) {
            if (RegistryErrors.isNotFound(e)) {
                return false;
            }
            throw e;
        }
    }

    private record Subject(String name, AvroSchema schema) {}

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws IOException, RestClientException;
    }
}
