/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent.internal;

import io.mopup.agent.AgentMetric;
import io.mopup.contract.ReasonCode;
import io.mopup.contract.RejectedRecordException;
import io.mopup.events.AbortRound;
import io.mopup.events.AbortRoundReport;
import io.mopup.events.Dialect;
import io.mopup.events.PartDeletion;
import io.mopup.events.UploadIdentity;
import io.mopup.storage.Deleted;
import io.mopup.storage.PartStorage;
import io.mopup.storage.StorageException;
import io.mopup.storage.SweepResult;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does at the store what a record asks for, and returns the report. */
final class StoreWorker {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWorker.class);

    private final PartStorage storage;
    private final StoreRetry retry;
    private final Reports reports;
    private final AgentMetrics metrics;

    StoreWorker(final PartStorage storage, final StoreRetry retry, final Reports reports, final AgentMetrics metrics) {
        this.storage = storage;
        this.retry = retry;
        this.reports = reports;
        this.metrics = metrics;
    }

    /**
     * Acts on a deletion or a round. An error of the store is a report, too.
     *
     * @throws RejectedRecordException if no report could say what is wrong
     * @throws CancellationException if the agent was stopped meanwhile; the record has to be delivered again
     */
    SpecificRecord work(final SpecificRecord record) {
        if (record instanceof PartDeletion deletion) {
            requireAnswerable(deletion.getIdentity());
            return delete(deletion);
        }
        final AbortRound round = (AbortRound) record;
        requireAnswerable(round.getIdentity());
        return sweep(round);
    }

    private SpecificRecord delete(final PartDeletion deletion) {
        try {
            final Deleted deleted = call(() -> storage.delete(deletion.getIdentity(), deletion.getLocator()));
            metrics.count(AgentMetric.DELETIONS);
            metrics.add(AgentMetric.BYTES_FREED, deleted.bytesFreed());
            return reports.deleted(deletion, deleted, Instant.now());
        } catch (final StorageException e) {
            metrics.count(AgentMetric.DELETION_FAILURES, e.failure());
            LOG.trace("{} was not deleted: {}", deletion.getDeletionId(), e.getMessage());
            return reports.failed(deletion, e, Instant.now());
        }
    }

    private SpecificRecord sweep(final AbortRound round) {
        final AbortRoundReport report = swept(round);
        metrics.count(AgentMetric.ROUNDS, report.getOutcome());
        metrics.add(AgentMetric.BYTES_FREED, report.getBytesFreed());
        return report;
    }

    private AbortRoundReport swept(final AbortRound round) {
        try {
            final SweepResult result = call(() -> storage.sweep(round.getIdentity()));
            return reports.looked(round, result, Instant.now());
        } catch (final StorageException e) {
            LOG.trace(
                    "{}, round {}, was not looked at: {}",
                    round.getIdentity().getUploadId(),
                    round.getRound(),
                    e.getMessage());
            return reports.failed(round, e, Instant.now());
        }
    }

    private <T> T call(final Supplier<T> action) {
        try {
            return retry.call(action);
        } catch (final StorageException e) {
            // What an interrupted call says about the store is not true.
            if (Thread.currentThread().isInterrupted()) {
                throw Cancellations.of(e);
            }
            throw e;
        } catch (final RuntimeException e) {
            if (Thread.currentThread().isInterrupted() || e.getCause() instanceof InterruptedException) {
                throw Cancellations.of(e);
            }
            // A defect of the store's adapter. The upload must not wait for ever, so it is reported like an outage.
            LOG.error("The store failed in an unexpected way", e);
            throw new StorageException.Unreachable(e.toString(), e);
        }
    }

    private static void requireAnswerable(final UploadIdentity identity) {
        if (identity.getUploadId().isEmpty()) {
            throw new RejectedRecordException(ReasonCode.UPLOAD_ID_EMPTY, "");
        }
        if (identity.getDialect() == Dialect.UNKNOWN) {
            throw new RejectedRecordException(ReasonCode.DIALECT_UNKNOWN, "");
        }
    }
}
