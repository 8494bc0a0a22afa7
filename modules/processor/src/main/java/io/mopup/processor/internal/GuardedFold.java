/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.RecordKeys;
import io.mopup.contract.RegistryUnavailableException;
import io.mopup.contract.RejectedRecordException;
import io.mopup.core.Decision;
import io.mopup.core.FoldInput;
import io.mopup.core.UploadFold;
import io.mopup.core.UploadState;
import io.mopup.events.UploadIdentity;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the fold for one upload and encodes what it decided. If either fails, this upload goes into quarantine and the
 * others go on.
 */
final class GuardedFold {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedFold.class);

    private final UploadFold fold;
    private final UploadStores stores;
    private final DecisionWriter writer;

    GuardedFold(final UploadFold fold, final UploadStores stores, final DecisionWriter writer) {
        this.fold = fold;
        this.stores = stores;
        this.writer = writer;
    }

    /**
     * What is to be carried out.
     *
     * @param failure what the upload is in quarantine for, or null
     */
    record Outcome(DecisionWriter.Prepared decision, RuntimeException failure) {}

    /**
     * Folds one record.
     *
     * @throws RejectedRecordException if the record cannot be used in this state
     */
    Outcome received(final UploadState before, final FoldInput input, final Origin origin) {
        final UploadIdentity identity = RecordKeys.identity(input.record());
        final String uploadId = identity.getUploadId();
        return guarded(before, identity, origin, () -> fold.received(before, input, stores.view(uploadId)));
    }

    /** Fires one timer. */
    Outcome fired(final UploadState before, final long armedFor, final Origin origin) {
        final UploadIdentity identity = before.identity();
        return guarded(
                before,
                identity,
                origin,
                () -> fold.fired(before, armedFor, origin.now(), stores.view(identity.getUploadId())));
    }

    /** Looks at one upload again after a change of the reference data. */
    Outcome reviewed(final UploadState before, final Origin origin) {
        final UploadIdentity identity = before.identity();
        return guarded(
                before,
                identity,
                origin,
                () -> fold.reviewed(before, origin.now(), stores.view(identity.getUploadId())));
    }

    private Outcome guarded(
            final UploadState before,
            final UploadIdentity identity,
            final Origin origin,
            final Supplier<Decision> decide) {
        final String uploadId = identity.getUploadId();
        try {
            final Decision decision = decide.get();
            return new Outcome(writer.prepare(uploadId, before, decision, origin), null);
        } catch (final RejectedRecordException | RegistryUnavailableException | KafkaException e) {
            // Not the fold's. Kafka's own say that the task is lost or that a store is broken, and Streams needs them.
            throw e;
        } catch (final RuntimeException e) {
            LOG.error("Quarantine: uploadId={} origin={}", uploadId, origin.id(), e);
            return new Outcome(quarantine(before, identity, origin, e), e);
        }
    }

    private DecisionWriter.Prepared quarantine(
            final UploadState before,
            final UploadIdentity identity,
            final Origin origin,
            final RuntimeException failure) {
        final String uploadId = identity.getUploadId();
        try {
            final Decision decision = fold.quarantined(before, identity, origin.now(), String.valueOf(failure));
            return writer.prepare(uploadId, before, decision, origin);
        } catch (final OutputTooLargeException e) {
            // Its very identity is too large to be published; a dead letter is all that can be said.
            return DecisionWriter.Prepared.nothing(uploadId);
        }
    }
}
