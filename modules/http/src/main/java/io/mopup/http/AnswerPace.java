/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How much longer the client of one answer may let it wait. Patience is spent while a write waits and earned by what the
 * client takes, but never more than there was in the beginning: the first megabytes go into the buffers of two kernels,
 * and would otherwise buy hours. Written by one thread, asked by another.
 */
final class AnswerPace {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final HttpLimits limits;
    private final LongSupplier nanoTime;
    private long patience;
    private long since;
    private boolean writing;

    /** @param nanoTime as {@link System#nanoTime()} */
    AnswerPace(final HttpLimits limits, final LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.patience = limits.idle().toNanos();
    }

    /** A write begins. What it takes to send these bytes at the least rate is theirs beforehand. */
    synchronized void begin(final int bytes) {
        if (limits.answerBytesPerSecond() > 0) {
            patience += (long) (bytes * NANOS / limits.answerBytesPerSecond());
        }
        since = nanoTime.getAsLong();
        writing = true;
    }

    /** The write is done. */
    synchronized void end() {
        patience = Math.min(left(), limits.idle().toNanos());
        writing = false;
    }

    /** Nanoseconds until it is too late, if nothing more is taken from now on. */
    synchronized long left() {
        return writing ? patience - (nanoTime.getAsLong() - since) : patience;
    }

    /** Whether a write waits that should have been done. */
    synchronized boolean isLate() {
        return writing && left() <= 0;
    }
}
