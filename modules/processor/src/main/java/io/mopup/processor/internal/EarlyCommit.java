/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Commits before the commit interval has passed when an answer was written, because whoever asked sees it only then.
 *
 * <p>Small transactions cost throughput. So answers that come within a gap share one, and a task that has fallen behind its
 * input commits by the interval alone: there an answer is late because of the backlog, not because of the commit.
 */
public final class EarlyCommit {
    private final ProcessorContext<?, ?> context;
    private final Settings settings;
    private boolean behind;
    private boolean wanted;
    private long lastAsked = Long.MIN_VALUE / 2;

    /**
     * How early.
     *
     * @param gap least time between two early commits of a task, negative for none at all
     * @param interval the commit interval; a task that works on records older than this has fallen behind
     */
    public record Settings(Duration gap, Duration interval) {}

    EarlyCommit(final ProcessorContext<?, ?> context, final Settings settings) {
        this.context = context;
        this.settings = settings;
    }

    /** A record is worked on now. {@code timestamp} in epoch milliseconds. */
    void received(final long timestamp) {
        behind = context.currentSystemTimeMs() - timestamp > settings.interval().toMillis();
    }

    /** An answer was written. */
    void answered() {
        wanted |= !behind && !settings.gap().isNegative();
        askWhenDue();
    }

    /** To be called again and again, for an answer that came within the gap. */
    void askWhenDue() {
        final long now = context.currentSystemTimeMs();
        if (wanted && now - lastAsked >= settings.gap().toMillis()) {
            context.commit();
            lastAsked = now;
            wanted = false;
        }
    }
}
