/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.ReasonCode;
import io.mopup.contract.TopicNames;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.Response;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.Result;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OversizedOutputsTest {
    private static final TopicNames TOPICS = new TopicNames("here.");
    private static final byte[] KEY = {1};

    private final OversizedOutputs handler = new OversizedOutputs();

    @BeforeEach
    void configure() {
        handler.configure(Map.of(TopicNames.TOPIC_PREFIX_CONFIG, TOPICS.prefix()));
    }

    @Test
    void shouldTellOfTheRecordWhenAnOutputIsTooLarge() {
        final Response response =
                handle(TOPICS.of(MopupTopic.RESULTS), "here.commands", new RecordTooLargeException("2 > 1"));

        assertThat(response.result()).isEqualTo(Result.RESUME);
        assertThat(response.deadLetterQueueRecords()).singleElement().satisfies(letter -> {
            assertThat(letter.topic()).isEqualTo("here.dead-letters");
            assertThat(letter.key()).isEqualTo(KEY);
            assertThat(letter.value()).isNull();
            assertThat(MopupHeaders.get(letter.headers(), MopupHeaders.ERROR_REASON))
                    .hasValue(ReasonCode.OUTPUT_TOO_LARGE.name());
            assertThat(MopupHeaders.get(letter.headers(), MopupHeaders.ERROR_TOPIC))
                    .hasValue("here.commands");
            assertThat(MopupHeaders.get(letter.headers(), MopupHeaders.ERROR_MESSAGE)
                            .orElseThrow())
                    .contains("here.results")
                    .contains("2 > 1");
        });
    }

    @Test
    void shouldTellOfTheRecordWhenATimerLedToIt() {
        final Response response = handle(TOPICS.of(MopupTopic.RESULTS), null, new RecordTooLargeException("2 > 1"));

        assertThat(response.result()).isEqualTo(Result.RESUME);
    }

    @Test
    void shouldFailWhenAChangelogWouldLoseAnEntry() {
        final Response response = handle("app-uploads-changelog", "here.commands", new RecordTooLargeException("x"));

        assertThat(response.result()).isEqualTo(Result.FAIL);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
    }

    @Test
    void shouldTryAgainWhenThatMayHelp() {
        assertThat(handle(TOPICS.of(MopupTopic.RESULTS), "here.commands", new TimeoutException("slow"))
                        .result())
                .isEqualTo(Result.RETRY);
        assertThat(handle(TOPICS.of(MopupTopic.RESULTS), "here.commands", new IllegalStateException("broken"))
                        .result())
                .isEqualTo(Result.FAIL);
    }

    private Response handle(final String topic, final String source, final Exception failure) {
        final ErrorHandlerContext context = new DefaultErrorHandlerContext(
                null, source, 0, 42, new RecordHeaders(), "fold", new TaskId(0, 0), 0, null, null);
        return handler.handleError(context, new ProducerRecord<>(topic, KEY, new byte[] {2}), failure);
    }
}
