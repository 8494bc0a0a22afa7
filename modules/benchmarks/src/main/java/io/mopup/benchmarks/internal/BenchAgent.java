/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordDecoder;
import io.mopup.contract.RecordSerdes;
import io.mopup.events.AbortRound;
import io.mopup.events.AbortRoundReport;
import io.mopup.events.PartDeleted;
import io.mopup.events.PartDeletion;
import io.mopup.events.RoundOutcome;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An agent without a store: whatever it is asked to delete was there, and every round finds nothing. It shows what the
 * processor can do when storage costs no time.
 */
final class BenchAgent implements TopicWatch.Watcher, AutoCloseable {
    private static final String NAME = "benchmark";

    private final RecordDecoder decoder;
    private final Publisher publisher;
    private final String deletions;
    private final String reports;
    private final TopicWatch watch;

    private BenchAgent(final Testbed testbed, final MopupApplication application) {
        this.decoder = RecordSerdes.decoder(testbed.serdeConfig());
        this.publisher = Publisher.forAnswers(testbed);
        this.deletions = application.topic(MopupTopic.PART_DELETIONS);
        this.reports = application.topic(MopupTopic.STORAGE_REPORTS);
        this.watch = TopicWatch.start(testbed, List.of(deletions, application.topic(MopupTopic.ABORT_ROUNDS)), this);
    }

    /** Starts it; it answers what is committed from now on. */
    static BenchAgent start(final Testbed testbed, final MopupApplication application) {
        return new BenchAgent(testbed, application);
    }

    @Override
    public void saw(final ConsumerRecord<String, byte[]> record, final long nanos) {
        final boolean deletion = record.topic().equals(deletions);
        final SpecificRecord work = decoder.decode(
                record.topic(), deletion ? MopupTopic.PART_DELETIONS : MopupTopic.ABORT_ROUNDS, record.value());
        publisher.send(reports, deletion ? deleted((PartDeletion) work) : empty((AbortRound) work));
    }

    @Override
    public boolean complete() {
        return false;
    }

    @Override
    public void close() {
        watch.close();
        publisher.close();
        decoder.close();
    }

    private static PartDeleted deleted(final PartDeletion deletion) {
        final PartDeleted report = new PartDeleted();
        report.setIdentity(deletion.getIdentity());
        report.setPartNumber(deletion.getPartNumber());
        report.setGeneration(deletion.getGeneration());
        report.setAttempt(deletion.getAttempt());
        report.setFound(true);
        report.setBytesFreed(deletion.getSize());
        report.setDeletedAt(Events.now());
        report.setAgent(NAME);
        return report;
    }

    private static AbortRoundReport empty(final AbortRound round) {
        final AbortRoundReport report = new AbortRoundReport();
        report.setIdentity(round.getIdentity());
        report.setRound(round.getRound());
        report.setAttempt(round.getAttempt());
        report.setOutcome(RoundOutcome.EMPTY);
        report.setPartsFound(0);
        report.setPartsFreed(0);
        report.setBytesFreed(0);
        report.setLeftovers(List.of());
        report.setLookedAt(Events.now());
        report.setAgent(NAME);
        return report;
    }
}
