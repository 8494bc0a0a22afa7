/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.DeadLetters;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.ReasonCode;
import io.mopup.contract.TopicNames;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;

/**
 * The net below {@link DecisionWriter}, which measures records before it writes anything: a topic may have been made
 * stricter since the start. The record is replaced by a dead letter that tells of it. An entry of a changelog is never
 * given up, because the store would differ from it for ever.
 */
public final class OversizedOutputs implements ProductionExceptionHandler {
    private TopicNames topics = TopicNames.DEFAULT;

    @Override
    public void configure(final Map<String, ?> configs) {
        topics = new TopicNames((String) configs.get(TopicNames.TOPIC_PREFIX_CONFIG));
    }

    @Override
    public Response handleError(
            final ErrorHandlerContext context, final ProducerRecord<byte[], byte[]> record, final Exception exception) {
        if (exception instanceof RecordTooLargeException && isOutput(record.topic())) {
            return Response.resume(List.of(summary(context, record, exception)));
        }
        return exception instanceof RetriableException ? Response.retry() : Response.fail();
    }

    private boolean isOutput(final String topicName) {
        return topics.topic(topicName)
                .filter(topic -> topic.role() == MopupTopic.Role.OUTPUT)
                .isPresent();
    }

    private ProducerRecord<byte[], byte[]> summary(
            final ErrorHandlerContext context, final ProducerRecord<byte[], byte[]> record, final Exception exception) {
        final String detail = "For " + record.topic() + ": " + exception.getMessage();
        final String source = context.topic() == null ? "" : context.topic();
        return new ProducerRecord<>(
                topics.of(MopupTopic.DEAD_LETTERS),
                null,
                record.key(),
                null,
                DeadLetters.headers(
                        new RecordHeaders(),
                        ReasonCode.OUTPUT_TOO_LARGE,
                        detail,
                        source,
                        context.partition(),
                        context.offset()));
    }
}
