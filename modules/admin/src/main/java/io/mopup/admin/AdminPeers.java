/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.admin;

import io.mopup.contract.SslKeys;
import io.mopup.http.Tls;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/**
 * How instances that are configured alike ask the admin ports of each other.
 *
 * @param token that all of them have
 * @param tls whom to believe; empty if they speak in the clear
 */
public record AdminPeers(Optional<AdminToken> token, Optional<Tls> tls) {
    /** Neither a secret nor encryption. */
    public static final AdminPeers OPEN = new AdminPeers(Optional.empty(), Optional.empty());

    /**
     * As this instance is asked itself, so it asks the others.
     *
     * @param security of the port of this instance
     * @throws ConfigException if the trust store cannot be used
     */
    public static AdminPeers of(final AbstractConfig config, final AdminSecurity security) {
        final SslKeys keys = AdminConfig.SSL;
        return new AdminPeers(security.token(), security.tls().map(own -> {
            final SSLContext trust = keys.client(config);
            return new Tls(trust, keys.parameters(trust, config));
        }));
    }

    /** A client that believes whom it should, and asks them directly. It compares the names of hosts with their certificates. */
    public HttpClient.Builder client() {
        final HttpClient.Builder client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).proxy(HttpClient.Builder.NO_PROXY);
        tls.ifPresent(known -> client.sslContext(known.context()).sslParameters(known.parameters()));
        return client;
    }

    /** A question to another instance, with the token. */
    public HttpRequest.Builder request(final HostPort instance, final String path) {
        final String scheme = tls.isPresent() ? AdminConfig.HTTPS : AdminConfig.HTTP;
        final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(scheme + instance + path));
        token.ifPresent(known -> request.header("Authorization", known.authorization()));
        return request;
    }
}
