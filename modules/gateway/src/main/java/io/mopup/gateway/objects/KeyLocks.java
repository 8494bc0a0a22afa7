/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.objects;

import io.mopup.storage.filesystem.Disk;
import io.mopup.storage.filesystem.Failures;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one writer at a time decide about a key, of all processes on the store. The operating system takes a lock from a
 * process that dies. Its lock files stay: to delete one would let two writers hold two files of one name.
 */
final class KeyLocks {
    /** The lock of a file belongs to the process; between its threads, and stores on one root, these decide. */
    private static final Map<Path, ReentrantLock> OF_THIS_PROCESS = new ConcurrentHashMap<>();

    private final Disk disk;

    KeyLocks(final Disk disk) {
        this.disk = disk;
    }

    /**
     * Runs the action when nobody else holds the lock. Actions take no second lock.
     *
     * @param lock path of its file, relative to the root
     */
    <T> T hold(final String lock, final Failures.Action<T> action) {
        return Failures.classified(() -> {
            final Path file = disk.createParent(lock);
            final ReentrantLock inProcess = OF_THIS_PROCESS.computeIfAbsent(file, path -> new ReentrantLock());
            inProcess.lock();
            try {
                return holdFile(file, action);
            } finally {
                inProcess.unlock();
            }
        });
    }

    private static <T> T holdFile(final Path file, final Failures.Action<T> action) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Held until the channel is closed.
            channel.lock();
            return action.run();
        }
    }
}
