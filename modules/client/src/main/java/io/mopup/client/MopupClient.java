/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client;

import io.mopup.client.internal.KeyedRecord;
import io.mopup.client.internal.Publisher;
import io.mopup.client.internal.ResultsReader;
import io.mopup.client.internal.TopicReader;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.TraceParent;
import io.mopup.events.CommandResult;
import io.mopup.events.UploadLifecycle;
import io.mopup.events.UploadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Talks to Mopup: publishes commands and awaits their results, publishes events, follows what happens to uploads.
 *
 * <p>Thread-safe. Every future fails with a {@link MopupClientException}; stages that depend on it without an executor
 * of their own run on a thread of the client and should not block.
 */
public final class MopupClient implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final ClientConfig config;
    private final Publisher publisher;
    private final LongAdder skipped = new LongAdder();
    private ResultsReader results;
    private boolean closed;

    public MopupClient(final ClientConfig config) {
        this.config = config;
        this.publisher = new Publisher(config);
    }

    /** Publishes a command and awaits its result, as long as {@link ClientConfig#RESULT_TIMEOUT_MS_CONFIG} says. */
    public CompletableFuture<CommandResult> send(final SpecificRecord command) {
        return send(command, config.resultTimeout());
    }

    /**
     * Publishes a command and awaits its result. The first call waits until the reader of results stands at their end.
     *
     * @param command a record of topic {@code commands}
     * @return the answer to exactly this command id, or a {@link ResultTimeoutException}
     * @throws IllegalArgumentException if the record is no command
     * @throws MopupClientException if results cannot be read
     */
    public CompletableFuture<CommandResult> send(final SpecificRecord command, final Duration timeout) {
        return send(command, timeout, null);
    }

    /**
     * The same for a caller that is in a trace: what the command leads to belongs to it.
     *
     * @param trace the span that asks; null begins a trace
     */
    public CompletableFuture<CommandResult> send(
            final SpecificRecord command, final Duration timeout, final TraceParent trace) {
        final String commandId = commandId(command);
        final ResultsReader reader = resultsReader();
        final CompletableFuture<CommandResult> answer = reader.await(commandId, timeout);
        failing(reader, commandId, publisher.publishCommand(command, commandId, trace));
        return answer;
    }

    /**
     * Publishes an upload event under a command id and awaits its result.
     *
     * @param event a record of topic {@code upload-events}
     * @param commandId made by the caller, unique for ever
     * @throws IllegalArgumentException if the record is no upload event
     */
    public CompletableFuture<CommandResult> send(
            final SpecificRecord event, final String commandId, final Duration timeout) {
        return send(event, commandId, timeout, null);
    }

    /**
     * The same for a caller that is in a trace.
     *
     * @param trace the span that asks; null begins a trace
     */
    public CompletableFuture<CommandResult> send(
            final SpecificRecord event, final String commandId, final Duration timeout, final TraceParent trace) {
        if (!MopupTopic.UPLOAD_EVENTS.holds(event)) {
            throw new IllegalArgumentException(event.getSchema().getFullName() + " is no upload event");
        }
        final ResultsReader reader = resultsReader();
        final CompletableFuture<CommandResult> answer = reader.await(commandId, timeout);
        failing(reader, commandId, publisher.publishAsking(event, commandId, trace));
        return answer;
    }

    /** Publishes any record of the contract; nobody answers. Complete when all in-sync replicas have it. */
    public CompletableFuture<RecordMetadata> publish(final SpecificRecord record) {
        return publisher.publish(record);
    }

    /** Follows the lifecycle of one upload. */
    public RecordFollower<UploadLifecycle> follow(final String uploadId, final StartAt start) {
        return new RecordFollower<>(
                TopicReader.ofUpload(config, MopupTopic.LIFECYCLE, start, uploadId, skipped), UploadLifecycle.class);
    }

    /**
     * Follows a whole topic; there is no order between uploads.
     *
     * @param type what is wanted of the topic; {@code SpecificRecord} for all of it
     */
    public <T extends SpecificRecord> RecordFollower<T> followAll(
            final MopupTopic topic, final Class<T> type, final StartAt start) {
        return new RecordFollower<>(TopicReader.ofAll(config, topic, start, record -> true, skipped), type);
    }

    /** Where one upload stands; empty if it is not known, or forgotten. */
    public Optional<UploadSnapshot> snapshot(final String uploadId) {
        final LatestSnapshot latest = new LatestSnapshot();
        try (TopicReader reader =
                TopicReader.ofUpload(config, MopupTopic.UPLOADS, StartAt.BEGINNING, uploadId, skipped)) {
            readToEnd(reader, UploadSnapshot.class, latest);
        }
        return latest.value;
    }

    /**
     * Reads topic {@code uploads} up to its present end: for each record the upload id and the snapshot, or empty for a
     * tombstone. An upload may come more than once; the last one counts.
     */
    public void snapshots(final BiConsumer<String, Optional<UploadSnapshot>> each) {
        latest(MopupTopic.UPLOADS, UploadSnapshot.class, each);
    }

    /**
     * Reads a compacted topic up to its present end: for each record its key and value, or empty for a tombstone. A key
     * may come more than once; the last one counts.
     *
     * @param type what is wanted of the topic; records of other classes are passed over
     */
    public <T extends SpecificRecord> void latest(
            final MopupTopic topic, final Class<T> type, final BiConsumer<String, Optional<T>> each) {
        try (TopicReader reader = TopicReader.ofAll(config, topic, StartAt.BEGINNING, record -> true, skipped)) {
            readToEnd(reader, type, each);
        }
    }

    /**
     * Follows a compacted topic from its beginning, as {@link #latest} but without an end. The consumer is called on the
     * table's own thread.
     *
     * @throws MopupClientException if the topic does not exist or no broker answers
     */
    public <T extends SpecificRecord> TopicTable<T> table(
            final MopupTopic topic, final Class<T> type, final BiConsumer<String, Optional<T>> each) {
        return new TopicTable<>(
                config.topics().of(topic),
                TopicReader.ofAll(config, topic, StartAt.BEGINNING, record -> true, skipped),
                type,
                each);
    }

    /**
     * What a topic holds of one upload up to its present end, with headers and positions; in order within a partition.
     * Part deletions of an upload are spread over all partitions, so of that topic all are read.
     *
     * @param from passes over what is older by its timestamp
     */
    public List<LoggedRecord> records(final MopupTopic topic, final String uploadId, final Instant from) {
        final List<LoggedRecord> found = new ArrayList<>();
        try (TopicReader reader = topic == MopupTopic.PART_DELETIONS
                ? TopicReader.ofDeletions(config, uploadId, skipped)
                : TopicReader.ofUpload(config, topic, StartAt.BEGINNING, uploadId, skipped)) {
            final Map<TopicPartition, Long> ends = reader.from(from).committedEnds();
            while (!reader.reached(ends)) {
                reader.next(POLL).flatMap(record -> logged(topic, record)).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<LoggedRecord> logged(final MopupTopic topic, final KeyedRecord record) {
        return record.value()
                .map(value -> new LoggedRecord(
                        topic,
                        record.raw().topic(),
                        record.raw().partition(),
                        record.raw().offset(),
                        Instant.ofEpochMilli(record.raw().timestamp()),
                        record.raw().headers(),
                        value));
    }

    /** Records that were passed over because this release does not know their type or cannot decode them. */
    public long skippedRecords() {
        return skipped.sum();
    }

    /** Ends all waiting: pending results fail. */
    @Override
    public void close() {
        final ResultsReader reader;
        synchronized (this) {
            closed = true;
            reader = results;
        }
        publisher.close();
        if (reader != null) {
            reader.close();
        }
    }

    private synchronized ResultsReader resultsReader() {
        if (closed) {
            throw new ClientClosedException();
        }
        if (results == null) {
            results = new ResultsReader(config, skipped);
        }
        return results;
    }

    private static void failing(
            final ResultsReader reader, final String commandId, final CompletableFuture<RecordMetadata> published) {
        published.exceptionally(error -> {
            reader.fail(commandId, error);
            return null;
        });
    }

    private static String commandId(final SpecificRecord command) {
        if (!MopupTopic.COMMANDS.holds(command)) {
            throw new IllegalArgumentException(command.getSchema().getFullName() + " is no command");
        }
        return RecordKeys.commandId(command);
    }

    private static <T extends SpecificRecord> void readToEnd(
            final TopicReader reader, final Class<T> type, final BiConsumer<String, Optional<T>> each) {
        final Map<TopicPartition, Long> ends = reader.committedEnds();
        while (!reader.reached(ends)) {
            reader.next(POLL).ifPresent(record -> accept(record, type, each));
        }
    }

    private static <T extends SpecificRecord> void accept(
            final KeyedRecord record, final Class<T> type, final BiConsumer<String, Optional<T>> each) {
        if (record.value().isEmpty() || type.isInstance(record.value().get())) {
            each.accept(record.key(), record.value().map(type::cast));
        }
    }

    private static final class LatestSnapshot implements BiConsumer<String, Optional<UploadSnapshot>> {
        private Optional<UploadSnapshot> value = Optional.empty();

        @Override
        public void accept(final String uploadId, final Optional<UploadSnapshot> snapshot) {
            value = snapshot;
        }
    }
}
