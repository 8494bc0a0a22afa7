/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.admin;

import io.mopup.http.HttpHandler;
import io.mopup.http.HttpLimits;
import io.mopup.http.HttpServer;

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
        return start(name, listener, AdminSecurity.NONE, routes);
    }

    /**
     * Listens, by TLS if there is a key, and answers those who know the token, if there is one.
     *
     * @param name of its threads
     * @throws io.mopup.http.HttpServerException if it cannot
     */
    public static AdminServer start(
            final String name, final HostPort listener, final AdminSecurity security, final HttpHandler routes) {
        final HttpHandler guarded =
                security.token().map(known -> known.guard(routes)).orElse(routes);
        final HttpServer server =
                HttpServer.start(name, listener.address(), HttpLimits.DEFAULT, security.tls(), guarded);
        return new AdminServer(server, listener.withPort(server.port()));
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
