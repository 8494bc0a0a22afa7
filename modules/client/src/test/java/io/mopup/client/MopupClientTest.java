/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client;

import static io.mopup.client.Records.abort;
import static io.mopup.client.Records.created;
import static io.mopup.client.Records.lifecycle;
import static io.mopup.client.Records.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.RecordSerdes;
import io.mopup.contract.TopicNames;
import io.mopup.events.CommandResult;
import io.mopup.events.LifecycleType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MopupClientTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(200);

    private TestInstallation installation;
    private MopupClient client;

    @BeforeEach
    void open() throws Exception {
        installation = new TestInstallation();
        client = new MopupClient(installation.config());
    }

    @AfterEach
    void close() {
        client.close();
        installation.close();
    }

    @Test
    void shouldReturnTheResultWhenTheCommandIsAnswered() {
        final CompletableFuture<CommandResult> answer = client.send(abort("u1", "c1"), LONG);
        installation.commit(result("u1", "c1", 204));
        assertThat(joined(answer).getHttpStatus()).isEqualTo(204);
    }

    @Test
    void shouldKeyAndLabelTheRecordWhenACommandIsPublished() {
        client.send(abort("u1", "c1"), LONG);
        final ConsumerRecord<byte[], byte[]> published = onlyRecord(MopupTopic.COMMANDS);
        assertThat(published.key()).isEqualTo("u1".getBytes(StandardCharsets.UTF_8));
        assertThat(published.partition()).isEqualTo(RecordKeys.partition("u1", TestInstallation.PARTITIONS));
        assertThat(MopupHeaders.get(published.headers(), MopupHeaders.CE_ID)).contains("c1");
        assertThat(MopupHeaders.get(published.headers(), MopupHeaders.CE_TYPE))
                .contains("io.mopup.events.AbortMultipartUpload");
        assertThat(MopupHeaders.get(published.headers(), MopupHeaders.TRACE_PARENT))
                .hasValueSatisfying(value -> assertThat(value).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
    }

    @Test
    void shouldAskForAResultWhenAnUploadEventIsSentWithACommandId() {
        final CompletableFuture<CommandResult> answer = client.send(created("u1"), "c9", LONG);
        final ConsumerRecord<byte[], byte[]> published = onlyRecord(MopupTopic.UPLOAD_EVENTS);
        assertThat(MopupHeaders.get(published.headers(), MopupHeaders.COMMAND_ID))
                .contains("c9");
        installation.commit(result("u1", "c9", 200));
        assertThat(joined(answer).getCommandId()).isEqualTo("c9");
    }

    @Test
    void shouldAskForNoResultWhenAnEventIsPublished() throws Exception {
        assertThat(client.publish(created("u1"))
                        .get(LONG.toSeconds(), TimeUnit.SECONDS)
                        .hasOffset())
                .isTrue();
        assertThat(MopupHeaders.get(onlyRecord(MopupTopic.UPLOAD_EVENTS).headers(), MopupHeaders.COMMAND_ID))
                .isEmpty();
    }

    @Test
    void shouldNotSeeTheResultWhenItsTransactionIsAborted() {
        final CompletableFuture<CommandResult> answer = client.send(abort("u1", "c1"), LONG);
        installation.abort(result("u1", "c1", 500));
        installation.commit(result("u1", "c1", 204));
        assertThat(joined(answer).getHttpStatus()).isEqualTo(204);
    }

    @Test
    void shouldGiveEachClientItsOwnResultWhenTwoWait() {
        try (MopupClient other = new MopupClient(installation.config())) {
            final CompletableFuture<CommandResult> first = client.send(abort("u1", "c1"), LONG);
            final CompletableFuture<CommandResult> second = other.send(abort("u1", "c2"), LONG);
            installation.commit(result("u1", "c2", 404), result("u1", "c1", 204));
            assertThat(joined(first).getCommandId()).isEqualTo("c1");
            assertThat(joined(second).getCommandId()).isEqualTo("c2");
        }
    }

    @Test
    void shouldAnswerBothWhenTheSameCommandIsSentTwice() {
        final CompletableFuture<CommandResult> first = client.send(abort("u1", "c1"), LONG);
        final CompletableFuture<CommandResult> second = client.send(abort("u1", "c1"), LONG);
        installation.commit(result("u1", "c1", 204));
        assertThat(joined(first)).isEqualTo(joined(second));
    }

    @Test
    void shouldNameTheCommandWhenNoResultComesInTime() {
        assertThatThrownBy(() -> client.send(abort("u1", "c1"), SHORT).join())
                .cause()
                .isInstanceOfSatisfying(ResultTimeoutException.class, e -> assertThat(e.commandId())
                        .isEqualTo("c1"))
                .hasMessageContaining("c1")
                .hasMessageContaining("same command id is safe");
    }

    @Test
    void shouldAnswerARepetitionWhenTheFirstTimedOut() {
        assertThatThrownBy(() -> client.send(abort("u1", "c1"), SHORT).join())
                .hasCauseInstanceOf(ResultTimeoutException.class);
        final CompletableFuture<CommandResult> again = client.send(abort("u1", "c1"), LONG);
        installation.commit(result("u1", "c1", 204));
        assertThat(joined(again).getHttpStatus()).isEqualTo(204);
    }

    @Test
    void shouldPassOverAndCountWhenResultsHoldsAnotherRecordType() {
        final CompletableFuture<CommandResult> answer = client.send(abort("u1", "c1"), LONG);
        installation.commitMisplaced(MopupTopic.RESULTS, lifecycle("u1", LifecycleType.ABORTED));
        installation.commit(result("u1", "c1", 204));
        assertThat(joined(answer).getHttpStatus()).isEqualTo(204);
        assertThat(client.skippedRecords()).isEqualTo(1);
    }

    @Test
    void shouldFailWhatIsPendingWhenTheClientCloses() {
        final CompletableFuture<CommandResult> answer = client.send(abort("u1", "c1"), LONG);
        client.close();
        assertThatThrownBy(() -> joined(answer)).hasRootCauseInstanceOf(ClientClosedException.class);
        assertThatThrownBy(() -> client.send(abort("u1", "c2"))).isInstanceOf(ClientClosedException.class);
    }

    @Test
    void shouldRefuseWhenTheRecordIsNoCommand() {
        assertThatThrownBy(() -> client.send(created("u1"))).hasMessageContaining("is no command");
        assertThatThrownBy(() -> client.send(abort("u1", "c1"), "c1", SHORT))
                .hasMessageContaining("is no upload event");
    }

    @Test
    void shouldSayWhatToDoWhenTheTopicsAreMissing() {
        try (MopupClient elsewhere =
                new MopupClient(installation.config(Map.of(TopicNames.TOPIC_PREFIX_CONFIG, "nowhere.")))) {
            assertThatThrownBy(() -> elsewhere.send(abort("u1", "c1")))
                    .isInstanceOf(MopupClientException.class)
                    .hasMessageContaining("nowhere.results")
                    .hasMessageContaining("mopup topics apply");
        }
    }

    @Test
    void shouldSayWhatToDoWhenTheSchemasAreNotRegistered() {
        try (MopupClient unregistered = new MopupClient(installation.config(Map.of(
                RecordSerdes.REGISTRY_URL_CONFIG, "mock://client-test-empty", "auto.register.schemas", false)))) {
            assertThatThrownBy(() -> unregistered.send(abort("u1", "c1"), LONG).join())
                    .cause()
                    .isInstanceOf(MopupClientException.class)
                    .hasMessageContaining("AbortMultipartUpload")
                    .hasMessageContaining("mopup schemas register");
        }
    }

    @Test
    void shouldSayWhatToDoWhenTheRegistryDoesNotAnswer() {
        try (MopupClient alone =
                new MopupClient(installation.config(Map.of(RecordSerdes.REGISTRY_URL_CONFIG, "http://127.0.0.1:1")))) {
            assertThatThrownBy(() -> alone.publish(created("u1")).join())
                    .cause()
                    .isInstanceOf(MopupClientException.class)
                    .hasMessageContaining("registry does not answer")
                    .hasMessageContaining("schema.registry.url");
        }
    }

    private ConsumerRecord<byte[], byte[]> onlyRecord(final MopupTopic topic) {
        final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = installation.consumer(topic)) {
            await().atMost(LONG).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return !records.isEmpty();
            });
        }
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    private static CommandResult joined(final CompletableFuture<CommandResult> answer) {
        return answer.join();
    }
}
