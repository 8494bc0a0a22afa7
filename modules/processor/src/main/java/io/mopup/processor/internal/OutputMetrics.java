/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortRound;
import io.mopup.events.CommandResult;
import io.mopup.events.PartDeletion;
import io.mopup.events.UploadLifecycle;
import io.mopup.processor.ProcessorMetric;
import org.apache.avro.specific.SpecificRecord;

/** Counts what happened by what is published: the outputs say it all. */
record OutputMetrics(TaskMetrics metrics) {
    void published(final SpecificRecord record) {
        if (record instanceof PartDeletion) {
            metrics.count(ProcessorMetric.DELETIONS);
        } else if (record instanceof CommandResult result) {
            metrics.count(ProcessorMetric.RESULTS, result.getHttpStatus() / 100 + "xx");
        } else if (record instanceof AbortRound round) {
            metrics.count(ProcessorMetric.ROUNDS);
            if (round.getRound() > 1 || round.getAttempt() > 1) {
                metrics.count(ProcessorMetric.RE_ABORTS);
            }
        } else if (record instanceof AbortMultipartUpload command) {
            metrics.count(ProcessorMetric.POLICY_ABORTS, command.getReason().name());
        } else if (record instanceof UploadLifecycle event) {
            happened(event);
        }
    }

    private void happened(final UploadLifecycle event) {
        switch (event.getType()) {
            case ABORTED -> metrics.count(ProcessorMetric.ABORTED);
            case COMPLETED -> metrics.count(ProcessorMetric.COMPLETED);
            case LATE_PART -> metrics.count(ProcessorMetric.LATE_PARTS);
            case RECLAIMED -> metrics.count(ProcessorMetric.RECEIPTS);
            case PARKED -> metrics.count(ProcessorMetric.PARKED, String.valueOf(event.getParkReason()));
            case ABORT_HELD -> metrics.count(ProcessorMetric.ABORTS_HELD);
            case ABORT_CANCELLED -> metrics.count(ProcessorMetric.ABORTS_CANCELLED);
            case WOULD_ABORT -> metrics.count(ProcessorMetric.POLICY_DRY_RUNS);
            case QUARANTINED -> metrics.count(ProcessorMetric.QUARANTINED);
            default -> {
                // Told by the lifecycle topic alone.
            }
        }
    }
}
