/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.broker;

import static io.mopup.processor.internal.TestRecords.abort;
import static io.mopup.processor.internal.TestRecords.created;
import static io.mopup.processor.internal.TestRecords.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.PublishedSchemas;
import io.mopup.contract.RecordSerdes;
import io.mopup.embedded.EmbeddedRegistry;
import io.mopup.embedded.RegistryOptions;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.CommandResult;
import io.mopup.events.PartDeletion;
import io.mopup.processor.MopupProcessor;
import io.mopup.processor.ProcessorConfig;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.Schema;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry is down at the start and in the middle. Nothing is lost, and what it need not be asked for goes on. */
@Tag("long")
class RegistryOutageTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    @Test
    void shouldWaitAndLoseNothingWhenTheRegistryIsDown() throws Exception {
        final RegistryOptions options =
                RegistryOptions.in(directory.resolve("registry")).withPort(freePort());
        EmbeddedRegistry registry = started(options);
        try (Installation installation = new Installation(registry.url());
                Outputs outputs = new Outputs(installation);
                MopupProcessor processor = new MopupProcessor(installation.config(
                        directory.resolve("state"),
                        Map.of(
                                ProcessorConfig.REGISTRY_RETRY_CONFIG, "500",
                                ProcessorConfig.REGISTRY_PAUSE_CONFIG, "500")))) {
            // Knows its schemas from now on; the processor was started by nobody yet.
            installation.encode(MopupTopic.COMMANDS, abort("u1", "c1"));
            installation.encode(MopupTopic.UPLOAD_EVENTS, created("u1"));
            installation.encode(MopupTopic.UPLOAD_EVENTS, part("u1", 1));
            registry.close();

            final CompletableFuture<Void> start = CompletableFuture.runAsync(processor::start);
            await().during(Duration.ofSeconds(3)).until(() -> !start.isDone() && processor.state() == State.CREATED);
            registry = started(options);
            start.join();
            assertThat(processor.awaitRunning(LIMIT)).isTrue();

            final int newer = registerNewerCommand(installation);
            registry.close();
            installation.publish(created("u1"));
            installation.publish(part("u1", 1));
            installation.publish(abort("u1", "c1"));
            // The outputs here were never encoded before either; all was fetched at the start.
            await().atMost(LIMIT)
                    .until(() -> outputs.poll().raw(MopupTopic.PART_DELETIONS).size() == 1);

            final byte[] unknown = installation.encode(MopupTopic.COMMANDS, abort("u2", "c2"));
            ByteBuffer.wrap(unknown).putInt(1, newer);
            installation.publish(created("u2"));
            installation.publish(part("u2", 1));
            installation.publish(MopupTopic.COMMANDS, null, "u2".getBytes(StandardCharsets.UTF_8), unknown);
            await().during(Duration.ofSeconds(5))
                    .atMost(LIMIT)
                    .until(() -> processor.state() != State.ERROR
                            && outputs.poll().raw(MopupTopic.PART_DELETIONS).size() == 1
                            && outputs.raw(MopupTopic.DEAD_LETTERS).isEmpty());

            registry = started(options);
            await().atMost(LIMIT)
                    .until(() -> outputs.poll().raw(MopupTopic.PART_DELETIONS).size() == 2);
            assertThat(outputs.read(MopupTopic.PART_DELETIONS, PartDeletion.class))
                    .extracting(PartDeletion::getDeletionId)
                    .containsExactlyInAnyOrder("u1/1/1", "u2/1/1");
            assertThat(outputs.read(MopupTopic.RESULTS, CommandResult.class))
                    .extracting(CommandResult::getHttpStatus)
                    .containsOnly(204);
            assertThat(outputs.raw(MopupTopic.DEAD_LETTERS)).isEmpty();
        } finally {
            registry.close();
        }
    }

    /** The next release documents a command otherwise; its id is one that the processor has never asked for. */
    private static int registerNewerCommand(final Installation installation) throws Exception {
        final Schema known = PublishedSchemas.schema(AbortMultipartUpload.class);
        // With the same bytes, so that this release's encoding of a command stands for it.
        final Schema newer = Schema.createRecord(
                known.getName(),
                "Next release.",
                known.getNamespace(),
                false,
                known.getFields().stream()
                        .map(field -> new Schema.Field(field, field.schema()))
                        .toList());
        try (SchemaRegistryClient registry = RecordSerdes.registry(installation.registryConfig())) {
            return registry.register(
                    PublishedSchemas.subject(installation.name(MopupTopic.COMMANDS), AbortMultipartUpload.class),
                    new AvroSchema(newer));
        }
    }

    private static EmbeddedRegistry started(final RegistryOptions options) {
        final EmbeddedRegistry registry = EmbeddedRegistry.start(options);
        registry.awaitReady(EmbeddedRegistry.START_LIMIT);
        return registry;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
