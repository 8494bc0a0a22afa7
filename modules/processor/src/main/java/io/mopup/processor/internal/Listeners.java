/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.query.QueryErrorCode;
import io.mopup.http.LiveSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those that follow the events as they come. Each has room for some; who falls behind further is cut off. */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    private static final byte[] END = {};

    private final List<Listener> all = new CopyOnWriteArrayList<>();
    private final int most;
    private final int room;
    private final long heartbeatMs;

    /**
     * @param most at once
     * @param room how many messages may wait for one of them
     * @param heartbeatMs after which one that has nothing to hear hears that
     */
    Listeners(final int most, final int room, final long heartbeatMs) {
        this.most = most;
        this.room = room;
        this.heartbeatMs = heartbeatMs;
    }

    /**
     * One more.
     *
     * @param first what it hears before anything else
     * @throws QueryException if there are too many
     */
    synchronized LiveSource add(final List<byte[]> first) {
        if (all.size() >= most) {
            throw new QueryException(
                    QueryErrorCode.NOT_READY, "There are " + most + " listeners already; one has to leave first.");
        }
        final Listener listener = new Listener(first);
        all.add(listener);
        return listener;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    int size() {
        return all.size();
    }

    void tell(final byte[] message) {
        all.forEach(listener -> listener.tell(message));
    }

    /** Nothing more will come. */
    void end() {
        all.forEach(Listener::end);
    }

    private final class Listener implements LiveSource {
        private final BlockingQueue<byte[]> waiting;
        private volatile boolean over;

        private Listener(final List<byte[]> first) {
            waiting = new ArrayBlockingQueue<>(first.size() + room);
            waiting.addAll(first);
        }

        private void tell(final byte[] message) {
            if (!over && !waiting.offer(message)) {
                LOG.info("A listener is {} events behind and is cut off", waiting.size());
                end();
            }
        }

        private void end() {
            over = true;
            waiting.clear();
            waiting.add(END);
        }

        @Override
        public Optional<byte[]> next() throws InterruptedException {
            final byte[] message = waiting.poll(heartbeatMs, TimeUnit.MILLISECONDS);
            if (message == null) {
                return Optional.of(ServerSentEvents.HEARTBEAT);
            }
            return message == END ? Optional.empty() : Optional.of(message);
        }

        @Override
        public void close() {
            over = true;
            all.remove(this);
        }
    }
}
