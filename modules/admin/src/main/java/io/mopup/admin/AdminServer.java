/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.admin;

import io.mopup.http.HttpHandler;
import io.mopup.http.HttpLimits;
import io.mopup.http.HttpServer;
import java.util.Optional;

/** The admin port of one process. */
public final class AdminServer implements AutoCloseable {
    private final HttpServer server;
    private final HostPort bound;

    private AdminServer(final HttpServer server, final HostPort bound) {
        this.server = server;
        this.bound = bound;
    }

    /**
     * Listens.
     *
     * @param name of its threads
     * @throws io.mopup.http.HttpServerException if it cannot
     */
    public static AdminServer start(final String name, final HostPort listener, final HttpHandler routes) {
        final HttpServer server = HttpServer.start(name, listener.address(), HttpLimits.DEFAULT, routes);
        return new AdminServer(server, listener.withPort(server.port()));
    }

    /** Listens, and answers those who know the token, if there is one. */
    public static AdminServer start(
            final String name, final HostPort listener, final Optional<AdminToken> token, final HttpHandler routes) {
        return start(name, listener, token.map(known -> known.guard(routes)).orElse(routes));
    }

    /** With the port that was free. */
    public HostPort bound() {
        return bound;
    }

    @Override
    public void close() {
        server.close();
    }
}
