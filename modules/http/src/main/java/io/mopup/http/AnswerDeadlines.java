/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections whose answers are read too slowly. An answer that is written holds a thread, and an idle timeout
 * begins anew with each byte that is taken.
 */
final class AnswerDeadlines {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerDeadlines.class);
    private static final long SHORTEST_MS = 10;

    private final Supplier<Scheduler> scheduler;
    private final HttpLimits limits;
    private final LongAdder cutOff = new LongAdder();

    /** @param scheduler there as soon as the first connection is */
    AnswerDeadlines(final Supplier<Scheduler> scheduler, final HttpLimits limits) {
        this.scheduler = scheduler;
        this.limits = limits;
    }

    /** How many answers were cut off. */
    long cutOff() {
        return cutOff.sum();
    }

    /** Begins to watch one answer. */
    Watch watch(final EndPoint client) {
        return new Watch(client);
    }

    /** Of one answer; to be closed when it is sent. */
    final class Watch implements AutoCloseable {
        private final EndPoint client;
        private final AnswerPace pace = new AnswerPace(limits, System::nanoTime);
        private Scheduler.Task next;
        private boolean over;

        private Watch(final EndPoint client) {
            this.client = client;
            if (limits.answerBytesPerSecond() > 0) {
                lookAgain();
            }
        }

        AnswerPace pace() {
            return pace;
        }

        /** A write failed; if only the idle timeout ended it, the client is as slow as one who takes a byte now and then. */
        void failed(final IOException cause) {
            if (cause.getCause() instanceof TimeoutException) {
                cut();
            }
        }

        @Override
        public synchronized void close() {
            over = true;
            if (next != null) {
                next.cancel();
            }
        }

        private synchronized void lookAgain() {
            if (!over) {
                final long wait = Math.max(TimeUnit.NANOSECONDS.toMillis(pace.left()) + 1, SHORTEST_MS);
                next = scheduler.get().schedule(this::look, wait, TimeUnit.MILLISECONDS);
            }
        }

        private void look() {
            if (pace.isLate()) {
                cut();
            } else {
                lookAgain();
            }
        }

        private synchronized void cut() {
            if (over) {
                return;
            }
            over = true;
            cutOff.increment();
            LOG.info("An answer was read too slowly; the connection to {} is closed", client.getRemoteSocketAddress());
            reset(socket());
            client.close(new SlowReaderException(
                    "The answer is read at less than " + limits.answerBytesPerSecond() + " bytes per second"));
        }

        /** What is inside of TLS, if there is some. */
        private EndPoint socket() {
            EndPoint inner = client;
            while (inner instanceof EndPoint.Wrapper outer) {
                inner = outer.unwrap();
            }
            return inner;
        }

        /** What the kernel still holds for the client is thrown away, instead of being sent at the client's leisure. */
        private void reset(final EndPoint socket) {
            if (socket.getTransport() instanceof NetworkChannel channel) {
                try {
                    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                } catch (final IOException e) {
                    LOG.debug("The connection is closed without a reset", e);
                }
            }
        }
    }
}
