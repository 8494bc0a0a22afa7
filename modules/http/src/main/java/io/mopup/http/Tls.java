/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * One side of TLS. Servers prove who they are, clients do not.
 *
 * @param context with the key of a server, or whom a client believes
 * @param parameters protocols and cipher suites that are spoken; null for those that are taken for secure
 */
public record Tls(SSLContext context, SSLParameters parameters) {

    /** What stands in front of HTTP on a connection. */
    SslConnectionFactory before(final HttpConnectionFactory http) {
        final SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setSslContext(context);
        factory.setRenegotiationAllowed(false);
        if (parameters.getProtocols() != null) {
            factory.setIncludeProtocols(parameters.getProtocols());
        }
        if (parameters.getCipherSuites() != null) {
            factory.setIncludeCipherSuites(parameters.getCipherSuites());
        }
        final SslConnectionFactory before = new SslConnectionFactory(factory, http.getProtocol());
        // Whether this is the right host is for the client to decide. Probes ask for an address that is in no
        // certificate,
        // and Jetty would answer them 400.
        before.setEnsureSecureRequestCustomizer(false);
        return before;
    }
}
