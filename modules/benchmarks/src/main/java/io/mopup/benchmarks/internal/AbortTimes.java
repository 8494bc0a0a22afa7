/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordDecoder;
import io.mopup.contract.RecordSerdes;
import io.mopup.events.PartDeletion;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * When the aborts of a series were sent, answered, and followed by their last part deletion. One thread says when it
 * sends, another one what it sees; results are asked for when all is seen.
 */
final class AbortTimes implements TopicWatch.Watcher, AutoCloseable {
    private static final double MILLI = 1e6;

    private final UploadSeries uploads;
    private final int partsOfEach;
    private final RecordDecoder decoder;
    private final String results;
    private final String deletions;
    private final Abort[] aborts;
    private int complete;

    AbortTimes(
            final Testbed testbed,
            final MopupApplication application,
            final UploadSeries uploads,
            final int partsOfEach) {
        this.uploads = uploads;
        this.partsOfEach = partsOfEach;
        this.decoder = RecordSerdes.decoder(testbed.serdeConfig());
        this.results = application.topic(MopupTopic.RESULTS);
        this.deletions = application.topic(MopupTopic.PART_DELETIONS);
        this.aborts = Stream.generate(Abort::new).limit(uploads.size()).toArray(Abort[]::new);
    }

    /** One abort. Times that end in {@code Nanos} are of {@link System#nanoTime()}, those in {@code Millis} since the epoch. */
    static final class Abort {
        private long sentNanos;
        private long sentMillis;
        private long answeredNanos;
        private long deletedNanos;
        private long firstDecidedMillis = Long.MAX_VALUE;
        private long lastDecidedMillis;
        private int deletions;

        /** Milliseconds from the command to its result. */
        double toAnswer() {
            return (answeredNanos - sentNanos) / MILLI;
        }

        /** Milliseconds from the command to the last part deletion that a consumer sees. */
        double toLastDeletion() {
            return (deletedNanos - sentNanos) / MILLI;
        }

        /** Milliseconds from the command to the decision that the last part deletion left with. */
        double toLastDecision() {
            return lastDecidedMillis - sentMillis;
        }

        /** Milliseconds from the first decision with part deletions to the last one. */
        double decisions() {
            return lastDecidedMillis - firstDecidedMillis;
        }

        /** Whether it was sent while part deletions of the other one were still to be decided. */
        boolean sentBeforeEndOf(final Abort other) {
            return sentMillis < other.lastDecidedMillis;
        }
    }

    List<String> topics() {
        return List.of(results, deletions);
    }

    UploadSeries uploads() {
        return uploads;
    }

    /** All aborts, in the order of the series. */
    List<Abort> aborts() {
        return List.of(aborts);
    }

    /**
     * To be called before a command is handed to the producer.
     *
     * @param nanos when it was to be sent: time that a sender loses before it comes to it is latency too
     */
    void sent(final int index, final long nanos) {
        aborts[index].sentNanos = nanos;
        aborts[index].sentMillis = System.currentTimeMillis();
    }

    @Override
    public void saw(final ConsumerRecord<String, byte[]> record, final long nanos) {
        if (!uploads.owns(record.key())) {
            return;
        }
        final Abort abort = aborts[uploads.index(record.key())];
        if (record.topic().equals(results)) {
            abort.answeredNanos = nanos;
        } else {
            final var deletion =
                    (PartDeletion) decoder.decode(record.topic(), MopupTopic.PART_DELETIONS, record.value());
            final long decided = deletion.getRequestedAt().toEpochMilli();
            abort.deletedNanos = nanos;
            abort.firstDecidedMillis = Math.min(abort.firstDecidedMillis, decided);
            abort.lastDecidedMillis = Math.max(abort.lastDecidedMillis, decided);
            abort.deletions++;
        }
        if (abort.answeredNanos != 0 && abort.deletions == partsOfEach) {
            complete++;
        }
    }

    @Override
    public boolean complete() {
        return complete >= aborts.length;
    }

    @Override
    public void close() {
        decoder.close();
    }
}
