/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage.filesystem;

import java.time.Duration;

/**
 * Settings of a {@link FileSystemPartStorage}.
 *
 * @param fsync whether each change is on the disk before it is reported. Off, a power failure can bring back parts that
 *     were reported deleted, and lose parts that were reported stored
 * @param endedRetention how long the store remembers how an upload ended: so long it answers an abort round with EMPTY
 *     instead of NOT_FOUND, and assembling again with the first answer. Longer than an upload takes from its end to its
 *     receipt
 */
public record FileSystemOptions(boolean fsync, Duration endedRetention) {
    public static final FileSystemOptions DEFAULT = new FileSystemOptions(true, Duration.ofDays(1));

    public FileSystemOptions {
        if (endedRetention.isNegative()) {
            throw new IllegalArgumentException("A retention is 0 or more, not " + endedRetention);
        }
    }
}
