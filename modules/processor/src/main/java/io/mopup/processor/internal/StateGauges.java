/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.query.StateCounts;
import io.mopup.core.Decision;
import io.mopup.core.UploadState;
import io.mopup.processor.ProcessorMetric;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * What the uploads of one task are at this moment, as metrics and for the console. A task that has just come walks over its states once,
 * a few at a time, and each decision changes the sums; so they are what a walk at this moment would find, whoever had
 * the task before. A decision on an upload that the walk has not reached yet changes nothing: the walk will see it.
 */
final class StateGauges implements AutoCloseable {
    private static final String START = "";
    private static final Duration BUDGET = Duration.ofMillis(20);

    private final int partition;
    private final UploadStores stores;
    private final TaskMetrics metrics;
    private final PartitionCounts counts;
    private final LongSupplier nanoTime;
    private final Burning burning;
    private final StateTotals totals = new StateTotals();
    private long bytes;
    private String position = START;
    private boolean complete;
    private StateCounts shown;

    /**
     * @param counts takes what was counted to the end
     * @param nanoTime measures how long a step of the walk takes
     */
    StateGauges(
            final int partition,
            final UploadStores stores,
            final TaskMetrics metrics,
            final PartitionCounts counts,
            final LongSupplier nanoTime) {
        this.partition = partition;
        this.stores = stores;
        this.metrics = metrics;
        this.counts = counts;
        this.nanoTime = nanoTime;
        this.burning = new Burning(stores.parts());
    }

    /** Has to be told of each decision before it is written. */
    void deciding(final String uploadId, final UploadState before, final Decision decision) {
        if (isCounted(uploadId)) {
            bytes += burning.change(uploadId, before, decision);
            totals.replace(before, decision.state());
        }
    }

    /**
     * Goes on with the walk.
     *
     * @return whether there is nothing left to count
     */
    boolean count() {
        if (complete) {
            return true;
        }
        final long startedAt = nanoTime.getAsLong();
        try (KeyValueIterator<String, byte[]> uploads = stores.uploads().range(position, null)) {
            while (uploads.hasNext() && nanoTime.getAsLong() - startedAt < BUDGET.toNanos()) {
                final KeyValue<String, byte[]> upload = uploads.next();
                final UploadState state = StoredValues.UPLOAD.decode(upload.key, upload.value);
                totals.replace(null, state);
                bytes += burning.of(upload.key, state);
                position = StoreKeys.behind(upload.key);
            }
            complete = !uploads.hasNext();
        }
        return complete;
    }

    /** @param now epoch milliseconds */
    void show(final long now) {
        totals.show(metrics, now);
        metrics.set(ProcessorMetric.BYTES_BURNING, bytes);
        metrics.set(ProcessorMetric.STATE_COUNTED, complete ? 1 : 0);
        if (complete) {
            shown = totals.counts(partition, now, bytes);
            counts.put(partition, shown);
        }
    }

    /** The partition leaves this task. */
    @Override
    public void close() {
        if (shown != null) {
            counts.remove(partition, shown);
        }
    }

    /** In the order of the store, which is that of bytes; text in Java has another one. */
    private boolean isCounted(final String uploadId) {
        return complete
                || Arrays.compareUnsigned(
                                uploadId.getBytes(StandardCharsets.UTF_8), position.getBytes(StandardCharsets.UTF_8))
                        < 0;
    }
}
