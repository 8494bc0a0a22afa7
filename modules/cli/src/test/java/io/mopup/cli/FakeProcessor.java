/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.MopupClient;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordDecoder;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.RecordSerdes;
import io.mopup.events.CommandResult;
import io.mopup.events.Operation;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Answers every command: 204, and 404 for the upload id {@code unknown}. */
final class FakeProcessor implements AutoCloseable {
    private final Installation installation;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Queue<SpecificRecord> received = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "fake-processor");

    FakeProcessor(final Installation installation) {
        this.installation = installation;
        final Map<String, Object> config = new HashMap<>(installation.config().passedThrough());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, installation.topics().prefix() + "fake");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(installation.topics().of(MopupTopic.COMMANDS)));
        thread.start();
    }

    /** The command with this id. */
    <T extends SpecificRecord> T received(final String commandId, final Class<T> type) {
        return received.stream()
                .filter(command -> RecordKeys.commandId(command).equals(commandId))
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No command " + commandId));
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        thread.join();
    }

    private void run() {
        try (consumer;
                MopupClient client = installation.client();
                RecordDecoder decoder =
                        RecordSerdes.decoder(installation.config().passedThrough())) {
            while (true) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(record -> client.publish(
                                answer(decoder.decode(record.topic(), MopupTopic.COMMANDS, record.value()))));
            }
        } catch (final WakeupException e) {
            thread.setName("fake-processor-closed");
        }
    }

    private CommandResult answer(final SpecificRecord command) {
        received.add(command);
        final UploadIdentity identity = RecordKeys.identity(command);
        final boolean known = !identity.getUploadId().equals("unknown");
        return CommandResult.newBuilder()
                .setCommandId(RecordKeys.commandId(command))
                .setOperation(Operation.ABORT_MULTIPART_UPLOAD)
                .setIdentity(identity)
                .setHttpStatus(known ? 204 : 404)
                .setErrorCode(known ? null : "NoSuchUpload")
                .setMessage(known ? null : "The specified upload does not exist.")
                .setStatus(known ? UploadStatus.ABORTED : UploadStatus.UNKNOWN)
                .setReclaim(known ? ReclaimState.DELETING : ReclaimState.NONE)
                .setDecidedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }
}
