/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/** What this process holds, all of the stack together. */
public final class ProcessFigures {
    private static final double MIB = 1 << 20;

    private ProcessFigures() {}

    /** After a collection, so that the heap is what is in use. */
    public static Map<String, Double> now() {
        ManagementFactory.getMemoryMXBean().gc();
        final Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(
                "heap in MiB",
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB);
        figures.put("threads", (double) ManagementFactory.getThreadMXBean().getThreadCount());
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            figures.put("open files and sockets", (double) unix.getOpenFileDescriptorCount());
        }
        return figures;
    }
}
