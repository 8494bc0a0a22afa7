/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.http.HttpLimits;
import io.mopup.http.HttpRequest;
import io.mopup.http.HttpResponse;
import io.mopup.http.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;

/** A signed request is still a signed request after it came through a socket and Jetty. */
class WireTest {
    private static final int LENGTH = 300_000;
    /** The client sets them itself, to the same values. */
    private static final Set<String> OF_THE_CLIENT = Set.of("host", "content-length");

    private HttpServer server;

    @BeforeEach
    void start() {
        server = HttpServer.start("wire", new InetSocketAddress("127.0.0.1", 0), HttpLimits.DEFAULT, WireTest::answer);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/b/key", "/b/a%20%2B%25%2F%C3%A4", "/b//a/./../c", "/b/a%21%27%28%29%2A", "/b/%3Bv%3D1/x"})
    void shouldAcceptWhenItCameThroughASocket(final String path) throws Exception {
        assertThat(send(Requests.signed(request(path), new byte[LENGTH], SigningService.S3)))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/b/key", "/b//a/./../c"})
    void shouldAcceptChunksWhenTheyCameThroughASocket(final String path) throws Exception {
        final HttpRequest chunked = Requests.signed(
                request(path),
                new byte[LENGTH],
                SigningService.S3,
                Requests.KEYS,
                properties -> properties.putProperty(AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, true));

        assertThat(chunked.header(Payload.HEADER)).contains("STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
        assertThat(send(chunked)).isEqualTo(200);
    }

    private static HttpResponse answer(final HttpRequest request) throws IOException {
        try {
            final Authenticated result = Requests.s3(Duration.ZERO).authenticate(request);
            return HttpResponse.empty(result.body().readAllBytes().length == LENGTH ? 200 : 500);
        } catch (final AuthenticationException e) {
            return HttpResponse.empty(403).with(Map.of("x-reason", e.reason().name()));
        }
    }

    private SdkHttpRequest request(final String path) {
        return Requests.to()
                .protocol("http")
                .host("127.0.0.1")
                .port(server.port())
                .method(SdkHttpMethod.PUT)
                .encodedPath(path)
                .putRawQueryParameter("uploadId", "a+b/c=d e")
                .putRawQueryParameter("partNumber", "1")
                .putHeader("Content-Length", String.valueOf(LENGTH))
                .putHeader("x-amz-meta-m", "  two   words ")
                .build();
    }

    private int send(final HttpRequest request) throws IOException, InterruptedException {
        final java.net.http.HttpRequest.Builder sent = java.net.http.HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + request.path()
                                + "?partNumber=1&uploadId=a%2Bb%2Fc%3Dd%20e"))
                .version(HttpClient.Version.HTTP_1_1)
                .method(request.method(), BodyPublishers.ofByteArray(Requests.bytes(request.body())));
        for (final String name : request.headers().names()) {
            if (!OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                request.headers().all(name).forEach(value -> sent.header(name, value));
            }
        }
        return HttpClient.newHttpClient()
                .send(sent.build(), BodyHandlers.discarding())
                .statusCode();
    }
}
