/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalDouble;

/** What this process holds, all of the stack together. */
enum ProcessFigure {
    /** What the last collection left in each pool of the heap that it collected. */
    HEAP("heap after a full collection", "MiB") {
        @Override
        OptionalDouble read() {
            return OptionalDouble.of(ManagementFactory.getMemoryPoolMXBeans().stream()
                            .filter(pool -> pool.getType() == MemoryType.HEAP)
                            .map(MemoryPoolMXBean::getCollectionUsage)
                            .filter(Objects::nonNull)
                            .mapToLong(MemoryUsage::getUsed)
                            .sum()
                    / MIB);
        }
    },
    THREADS("threads", "threads") {
        @Override
        OptionalDouble read() {
            return OptionalDouble.of(ManagementFactory.getThreadMXBean().getThreadCount());
        }
    },
    HANDLES("open files and sockets", "handles") {
        @Override
        OptionalDouble read() {
            return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                    ? OptionalDouble.of(unix.getOpenFileDescriptorCount())
                    : OptionalDouble.empty();
        }
    },
    /**
     * The stores, the stacks, the code, and the files of the broker that are mapped and were touched. The heap is what the
     * collector thinks best, most of it garbage, so it is taken off; {@code bin/mopup} makes all of it resident at once.
     */
    OUTSIDE("resident memory outside the heap", "MiB") {
        @Override
        OptionalDouble read() {
            final double heap =
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted() / MIB;
            try {
                return Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / KIB_PER_MIB - heap)
                        .findFirst();
            } catch (final IOException e) {
                return OptionalDouble.empty();
            }
        }
    };

    private static final double MIB = 1 << 20;
    private static final double KIB_PER_MIB = 1 << 10;

    private final String what;
    private final String unit;

    ProcessFigure(final String what, final String unit) {
        this.what = what;
        this.unit = unit;
    }

    String what() {
        return what;
    }

    String unit() {
        return unit;
    }

    /** The value now; empty where the system does not tell. */
    abstract OptionalDouble read();
}
