/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import org.apache.kafka.common.Metric;

/** The most memory that was in use while something ran. */
final class MemoryWatch implements AutoCloseable {
    private static final double MIB = 1 << 20;
    private static final long INTERVAL_MS = 2_000;

    /** Names of {@code stream-state-metrics} (KIP-607). */
    private static final String BLOCK_CACHE = "block-cache-usage";

    private static final String TABLE_READERS = "estimate-table-readers-mem";
    private static final String MEM_TABLES = "size-all-mem-tables";

    private final Application application;
    private final List<MemoryPoolMXBean> heap;
    private final ScheduledExecutorService sampler =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "benchmark-memory"));
    private double rocksDb;
    private double memTables;

    private MemoryWatch(final Application application) {
        this.application = application;
        this.heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    /**
     * Peaks in MiB.
     *
     * @param heap the peaks of the heap's pools, summed up: of the whole process, broker and load included, and what
     *     the collector had not yet taken
     * @param rocksDb block cache, with the write buffers that are charged to it, and table readers outside of it
     * @param memTables the write buffers alone
     */
    record Peak(double heap, double rocksDb, double memTables) {}

    /** Forgets earlier peaks and begins. */
    static MemoryWatch start(final Application application) {
        final MemoryWatch watch = new MemoryWatch(application);
        watch.heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        watch.sampler.scheduleWithFixedDelay(watch::sample, 0, INTERVAL_MS, TimeUnit.MILLISECONDS);
        return watch;
    }

    /** What it was so far. */
    synchronized Peak peak() {
        final double used =
                heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        return new Peak(used / MIB, rocksDb / MIB, memTables / MIB);
    }

    @Override
    public void close() {
        sampler.shutdownNow();
    }

    private synchronized void sample() {
        // All stores share one cache, and each of them reports all of it.
        final double cache = values(BLOCK_CACHE).max().orElse(0);
        rocksDb = Math.max(rocksDb, cache + values(TABLE_READERS).sum());
        memTables = Math.max(memTables, values(MEM_TABLES).sum());
    }

    private DoubleStream values(final String metric) {
        return application.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(metric))
                .map(Map.Entry::getValue)
                .map(Metric::metricValue)
                .filter(Number.class::isInstance)
                .mapToDouble(value -> ((Number) value).doubleValue());
    }
}
