/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** One port that answers HTTP/1.1 with a handler, in the clear or by TLS. */
public final class HttpServer implements AutoCloseable {
    private static final long STOP_MS = 5_000;

    private final Server server;
    private final ServerConnector connector;
    private final AnswerDeadlines answers;

    private HttpServer(final Server server, final ServerConnector connector, final AnswerDeadlines answers) {
        this.server = server;
        this.connector = connector;
        this.answers = answers;
    }

    /**
     * Listens, and returns when requests are answered.
     *
     * @param address with port 0 for a free one
     * @throws HttpServerException if it cannot listen there
     */
    public static HttpServer start(
            final String name, final InetSocketAddress address, final HttpLimits limits, final HttpHandler handler) {
        return start(name, address, limits, Optional.empty(), handler);
    }

    /**
     * Listens, and returns when requests are answered.
     *
     * @param address with port 0 for a free one
     * @param tls without which it speaks in the clear, and with which it does not
     * @throws HttpServerException if it cannot listen there
     */
    public static HttpServer start(
            final String name,
            final InetSocketAddress address,
            final HttpLimits limits,
            final Optional<Tls> tls,
            final HttpHandler handler) {
        final QueuedThreadPool threads = new QueuedThreadPool(limits.threads());
        threads.setName(name);
        final Server server = new Server(threads);
        final ServerConnector connector = new ServerConnector(server, factories(tls, limits));
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        connector.setIdleTimeout(limits.idle().toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(limits.connections(), server));
        final HeaderDeadlines deadlines = new HeaderDeadlines(connector::getScheduler, limits);
        connector.addBean(deadlines);
        final AnswerDeadlines answers = new AnswerDeadlines(connector::getScheduler, limits);
        server.setHandler(new JettyBridge(handler, limits, deadlines, answers));
        server.setErrorHandler(new BareErrors());
        server.setStopTimeout(STOP_MS);
        try {
            server.start();
        } catch (final Exception e) {
            throw new HttpServerException(name + " cannot listen on " + address + ": " + e.getMessage(), e);
        }
        return new HttpServer(server, connector, answers);
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** How many answers were cut off because the client read them too slowly. */
    public long answersCutOff() {
        return answers.cutOff();
    }

    /** Lets requests that are under way end, for some seconds. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (final Exception e) {
            throw new HttpServerException("The server does not stop: " + e.getMessage(), e);
        }
    }

    private static ConnectionFactory[] factories(final Optional<Tls> tls, final HttpLimits limits) {
        final HttpConnectionFactory http = new HttpConnectionFactory(configuration(limits));
        return tls.map(known -> new ConnectionFactory[] {known.before(http), http})
                .orElseGet(() -> new ConnectionFactory[] {http});
    }

    private static HttpConfiguration configuration(final HttpLimits limits) {
        final HttpConfiguration configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(limits.headerBytes());
        configuration.setSendServerVersion(false);
        configuration.setSendXPoweredBy(false);
        configuration.setSendDateHeader(true);
        // Keys are not paths: dots, double slashes and encoded slashes are text like any other, and nothing reads them
        // as more than that.
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        return configuration;
    }
}
