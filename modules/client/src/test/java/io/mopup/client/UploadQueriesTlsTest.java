/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.contract.KeyStores;
import io.mopup.contract.query.QueryError;
import io.mopup.contract.query.QueryErrorCode;
import io.mopup.contract.query.QueryJson;
import io.mopup.http.HttpLimits;
import io.mopup.http.HttpResponse;
import io.mopup.http.HttpServer;
import io.mopup.http.Tls;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLParameters;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a client believes that asks processors by https. */
@Tag("long")
class UploadQueriesTlsTest {
    @TempDir
    private static Path directory;

    private static KeyStores stores;

    private final AtomicInteger asked = new AtomicInteger();

    @BeforeAll
    static void createStores() throws Exception {
        stores = KeyStores.create(directory, "it");
    }

    @Test
    void shouldAskByHttpsWhomItTrusts() throws Exception {
        try (HttpServer server = serving(stores)) {
            assertThat(queries("https://", server, stores.client(ClientConfig.QUERY_PREFIX))
                            .upload("u1"))
                    .isEmpty();
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void shouldNotAskWhomItDoesNotTrust() throws Exception {
        final KeyStores stranger = KeyStores.create(directory, "stranger");
        try (HttpServer server = serving(stores)) {
            assertRefused(brief("https://", server, stranger.client(ClientConfig.QUERY_PREFIX)), "path");
            assertRefused(brief("https://", server, Map.of()), "path");
        }
    }

    @Test
    void shouldNotAskWhoHasACertificateForAnotherHost() throws Exception {
        final KeyStores elsewhere = KeyStores.create(directory, "elsewhere", "DNS:elsewhere.example");
        try (HttpServer server = serving(elsewhere)) {
            assertRefused(brief("https://", server, elsewhere.client(ClientConfig.QUERY_PREFIX)), "127.0.0.1");
        }
    }

    @Test
    void shouldNotBeAnsweredInTheClearWhenTheProcessorHasAKey() throws Exception {
        try (HttpServer server = serving(stores)) {
            assertRefused(brief("http://", server, Map.of()), "No instance");
        }
    }

    @Test
    void shouldNameTheKeyWhenTheTrustStoreIsNotThere() throws Exception {
        final Map<String, String> tls = new HashMap<>(stores.client(ClientConfig.QUERY_PREFIX));
        tls.put("mopup.client.query.ssl.truststore.location", "/nowhere/trust.p12");
        try (HttpServer server = serving(stores)) {
            assertThatThrownBy(() -> queries("https://", server, tls))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("mopup.client.query.ssl.truststore.location");
        }
    }

    private void assertRefused(final UploadQueries queries, final String why) {
        assertThatThrownBy(() -> queries.upload("u1"))
                .isInstanceOf(MopupClientException.class)
                .hasMessageContaining(why);
        assertThat(asked).hasValue(0);
    }

    private HttpServer serving(final KeyStores keys) throws Exception {
        final Tls tls = new Tls(keys.context(), new SSLParameters());
        return HttpServer.start(
                "queries", new InetSocketAddress("127.0.0.1", 0), HttpLimits.DEFAULT, Optional.of(tls), request -> {
                    asked.incrementAndGet();
                    final QueryErrorCode unknown = QueryErrorCode.UNKNOWN_UPLOAD;
                    return HttpResponse.bytes(
                            unknown.status(),
                            QueryJson.CONTENT_TYPE,
                            QueryJson.encode(new QueryError(unknown.name(), "")));
                });
    }

    private static UploadQueries queries(final String scheme, final HttpServer server, final Map<String, String> tls) {
        return queries(scheme, server, tls, "60000");
    }

    /** For what is refused however often it is tried. */
    private static UploadQueries brief(final String scheme, final HttpServer server, final Map<String, String> tls) {
        return queries(scheme, server, tls, "3000");
    }

    private static UploadQueries queries(
            final String scheme, final HttpServer server, final Map<String, String> tls, final String timeout) {
        final Map<String, Object> all = new HashMap<>(tls);
        all.put(ClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        all.put(ClientConfig.REGISTRY_URL_CONFIG, "mock://queries-tls");
        all.put(ClientConfig.QUERY_URL_CONFIG, scheme + "127.0.0.1:" + server.port());
        all.put(ClientConfig.QUERY_TIMEOUT_MS_CONFIG, timeout);
        return new UploadQueries(new ClientConfig(all));
    }
}
