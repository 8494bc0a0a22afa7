/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.processor.ProcessorConfig;
import io.mopup.processor.TopologyNames;
import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompactionStyle;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Puts all stores of the process under one limit of memory. By default each one takes 50 MiB of cache and 48 MiB of
 * write buffers, times four stores, times the partitions of the process.
 */
public final class RocksDbSettings implements RocksDBConfigSetter {
    private static final long SMALL_WRITE_BUFFER = 4L << 20;

    @Override
    public void setConfig(final String storeName, final Options options, final Map<String, Object> configs) {
        final SharedMemory memory = SharedMemory.of(configs);
        // The existing instance: Streams reads its metrics from it, and closes the cache it had made for it itself.
        final BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache());
        // Otherwise indexes and filters grow with the number of uploads, outside of every limit.
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(memory.writeBuffers());
        // Streams leaves the filters of the last level out, for stores that mostly find what they look for. Here most
        // look-ups are for a part or a command that is new.
        options.setOptimizeFiltersForHits(false);
        if (storeName.equals(TopologyNames.TIMERS_STORE)) {
            // Entries live for moments: level compaction drops the tombstones they leave behind much sooner, and a
            // small buffer keeps what a scan has to skip in memory short.
            options.setCompactionStyle(CompactionStyle.LEVEL);
            options.setWriteBufferSize(SMALL_WRITE_BUFFER);
        }
    }

    /** Nothing here belongs to one store alone. */
    @Override
    public void close(final String storeName, final Options options) {}

    /** Lives as long as the process: stores of other tasks go on using it when one is closed. */
    private record SharedMemory(Cache cache, WriteBufferManager writeBuffers) {
        private static SharedMemory instance;

        static synchronized SharedMemory of(final Map<String, Object> configs) {
            if (instance == null) {
                final Cache cache = new LRUCache(bytes(configs, ProcessorConfig.ROCKSDB_CACHE_CONFIG));
                instance = new SharedMemory(
                        cache,
                        new WriteBufferManager(bytes(configs, ProcessorConfig.ROCKSDB_WRITE_BUFFERS_CONFIG), cache));
            }
            return instance;
        }

        private static long bytes(final Map<String, Object> configs, final String key) {
            return ((Number) configs.get(key)).longValue();
        }
    }
}
