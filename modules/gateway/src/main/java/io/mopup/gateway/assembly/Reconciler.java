/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.assembly;

import io.mopup.client.UploadQueries;
import io.mopup.events.UploadIdentity;
import io.mopup.gateway.UploadNotes;
import io.mopup.storage.PartStorage;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks from time to time for uploads that a gateway began and did not create, because it died between the store and the
 * topic: they are ended at the store. An upload whose id anybody was told is none of its business.
 */
public final class Reconciler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final int RUNS_PER_AGE = 4;

    private final UploadNotes notes;
    private final UploadQueries queries;
    private final PartStorage storage;
    private final Clock clock;
    private final Duration age;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "mopup-reconciler"));

    /**
     * Begins at once.
     *
     * @param age how old a note has to be; longer than a creation can take, with all its retries
     */
    public Reconciler(
            final UploadNotes notes,
            final UploadQueries queries,
            final PartStorage storage,
            final Clock clock,
            final Duration age) {
        this.notes = notes;
        this.queries = queries;
        this.storage = storage;
        this.clock = clock;
        this.age = age;
        thread.scheduleWithFixedDelay(this::run, 0, age.toMillis() / RUNS_PER_AGE + 1, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void run() {
        try {
            notes.olderThan(clock.instant().minus(age), this::reconcile);
        } catch (final RuntimeException e) {
            // The next run sees the same notes again.
            LOG.warn("Uploads that nobody knows of could not be looked for: {}", e.getMessage());
        }
    }

    private void reconcile(final UploadIdentity identity) {
        if (queries.upload(identity.getUploadId()).isPresent()) {
            notes.created(identity);
        } else {
            // No client was ever told the id, so that none can mean this upload.
            LOG.info("Upload {} was begun and never created; it is ended at the store", identity.getUploadId());
            storage.sweep(identity);
            notes.forgetUpload(identity);
        }
    }
}
