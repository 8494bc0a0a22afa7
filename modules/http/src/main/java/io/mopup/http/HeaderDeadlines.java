/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections on which no request becomes whole. An idle timeout begins anew with each byte, so that a byte now
 * and then holds a connection for ever; this one runs from the opening, or from the end of the answer before.
 */
final class HeaderDeadlines implements Connection.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(HeaderDeadlines.class);

    private final Supplier<Scheduler> scheduler;
    private final Duration limit;
    private final Map<Connection, Scheduler.Task> running = new ConcurrentHashMap<>();

    /** @param scheduler there as soon as the first connection is */
    HeaderDeadlines(final Supplier<Scheduler> scheduler, final HttpLimits limits) {
        this.scheduler = scheduler;
        // An answered connection may say nothing for as long as an idle one may, and then the header may take its time.
        this.limit = limits.idle().plus(limits.header());
    }

    @Override
    public void onOpened(final Connection connection) {
        if (connection instanceof SslConnection) {
            // The one inside is opened at the same moment, before the handshake, and the requests are its own: nothing
            // would ever meet a deadline of the one outside.
            return;
        }
        await(connection);
    }

    @Override
    public void onClosed(final Connection connection) {
        met(connection);
    }

    /** A header is whole. */
    void met(final Connection connection) {
        final Scheduler.Task task = running.remove(connection);
        if (task != null) {
            task.cancel();
        }
    }

    /** The next header may begin. */
    void await(final Connection connection) {
        if (connection.getEndPoint().isOpen()) {
            running.put(
                    connection,
                    scheduler.get().schedule(() -> close(connection), limit.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    private void close(final Connection connection) {
        running.remove(connection);
        LOG.debug("No request became whole within {} on {}", limit, connection);
        connection.getEndPoint().close();
    }
}
