/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static io.mopup.sdk.RawRequest.of;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are wrong before anybody asks what they are about. */
@Tag("long")
class HostileWireTest {
    private static final int MIB = 1 << 20;

    private final HostileClient client = HostileClient.get();
    private final Set<String> before = client.files();
    private final String get = of("GET", "/" + client.bucket(), "").signed();

    @AfterEach
    void requireUnharmed() throws IOException {
        client.requireUnharmed(before);
    }

    @Test
    void shouldRefuseWhenThereAreTenThousandHeaders() throws IOException {
        final StringBuilder headers = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            headers.append("x-a").append(i).append(": 1\r\n");
        }
        assertThat(code(get.replace("\r\n\r\n", "\r\n" + headers + "\r\n"))).isEqualTo("431");
    }

    @Test
    void shouldRefuseWhenALineIsAMebibyte() throws IOException {
        assertThat(code(get.replace("\r\n\r\n", "\r\nx-a: " + "a".repeat(MIB) + "\r\n\r\n")))
                .isEqualTo("431");
        assertThat(code("GET /" + "a".repeat(MIB) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .isEqualTo("414");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Length: -1 | 400",
                "Content-Length: 1e3 | 400",
                "Content-Length: 99999999999999999999 | 400",
                "Content-Length: 3~Content-Length: 4 | 400",
                "Content-Length: 3, 4 | 400",
                "Content-Length: 3~Transfer-Encoding: chunked | 400",
                "Transfer-Encoding: chunked~Content-Length: 3 | 400",
                "Transfer-Encoding: chunked, identity | 400",
                "Transfer-Encoding: xchunked | 400",
                "Transfer-Encoding : chunked | 400",
                "' Transfer-Encoding: chunked' | 400",
                "Content-Length : 3 | 400",
                "Host: other | 400",
                "x-a: a\u0000b | 400",
                "no colon | 400"
            })
    void shouldRefuseAndCloseWhenTheFramingIsAmbiguous(final String lines, final String code) throws IOException {
        final String head = of("PUT", client.path("smuggled"), "").signed();
        final String smuggled = of("PUT", client.path("smuggled"), "").length(0).signed();
        try (RawConnection connection = client.connect()) {
            connection.send(head.replace("\r\n\r\n", "\r\n" + lines.replace("~", "\r\n") + "\r\n\r\n") + "0\r\n\r\n"
                    + smuggled);
            assertThat(connection.answer()).hasValueSatisfying(answer -> {
                HostileClient.requireNothingOfTheInside(answer);
                assertThat(answer.code()).isEqualTo(code);
            });
            // What follows is read by nobody: it may be the body of somebody else's request.
            assertThat(connection.answer()).isEmpty();
        }
    }

    @Test
    void shouldStoreNothingWhenTheBodyIsShorterThanItsLength() throws IOException {
        for (final String head : new String[] {
            client.part().length(1000).signed(),
            of("PUT", client.path("short"), "").length(1000).signed()
        }) {
            try (RawConnection connection = client.connect()) {
                connection.send(head + "abc").end();
                assertThat(connection.answer().map(RawConnection.Answer::status).orElse(400))
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void shouldReadTheRestAsARequestWhenTheBodyIsLongerThanItsLength() throws IOException {
        try (RawConnection connection = client.connect()) {
            connection.send(client.part()
                            .with("content-md5", "kAFQmDzST7DWlj99KOF/cg==")
                            .length(2)
                            .signed() + "abcdef\r\n\r\n");
            assertThat(connection.answer().orElseThrow().code()).isEqualTo("400 BadDigest");
            assertThat(connection.answer().orElseThrow().code()).isEqualTo("400");
            assertThat(connection.answer()).isEmpty();
        }
    }

    @Test
    void shouldRefuseWhenALengthIsMissingOrTooLarge() throws IOException {
        assertThat(code(client.part().with("transfer-encoding", "chunked").signed() + "3\r\nabc\r\n0\r\n\r\n"))
                .isEqualTo("411 MissingContentLength");
        assertThat(code(client.part().length((5L << 30) + 1).signed())).isEqualTo("400 EntityTooLarge");
        assertThat(code(of("PUT", client.path("large"), "")
                        .length((5L << 30) + 1)
                        .signed()))
                .isEqualTo("400 EntityTooLarge");
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT /%s HTTP/1.1, 400",
        "TRACE /%s HTTP/1.1, 403 AccessDenied",
        "OPTIONS /%s HTTP/1.1, 403 AccessDenied",
        "CONNECT other:443 HTTP/1.1, 403 AccessDenied",
        "OPTIONS * HTTP/1.1, 400",
        "GET http://other/%s HTTP/1.1, 400",
        "GET /%s HTTP/1.0, 403 AccessDenied",
        "GET /%s, 505",
        "GET /%s HTTP/2.0, 426",
        "GET /%s HTTP/9.9, 505",
        "G(T /%s HTTP/1.1, 400",
        "get /%s HTTP/1.1, 403 AccessDenied"
    })
    void shouldRefuseWhenTheRequestLineIsUnusual(final String line, final String code) throws IOException {
        assertThat(code(line.formatted(client.bucket()) + "\r\nHost: localhost\r\n\r\n"))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "OPTIONS", "PATCH"})
    void shouldTakeNoOtherMethodWhenSigned(final String method) throws IOException {
        assertThat(code(of(method, client.path("key"), "").signed())).isEqualTo("405 MethodNotAllowed");
    }

    @Test
    void shouldAnswerAndCloseWhenTheVersionIsTheOldOne() throws IOException {
        try (RawConnection connection = client.connect()) {
            connection.send(get.replace("HTTP/1.1", "HTTP/1.0"));
            assertThat(connection.answer().orElseThrow().status()).isEqualTo(200);
            assertThat(connection.answer()).isEmpty();
        }
    }

    @Test
    void shouldSendTheRefusalWhenTheClientSendsALargeBodyAllTheSame() throws IOException {
        final String head = of("PUT", client.path("large"), "")
                .length(8 * MIB)
                .signed("bystander", java.time.Instant.now())
                .head();
        try (RawConnection connection = client.connect()) {
            connection.send(head).send(new byte[8 * MIB]);
            assertThat(connection.answer().orElseThrow().code()).isEqualTo("403 AccessDenied");
            // It may even be used again.
            assertThat(connection.send(get).answer().orElseThrow().status()).isEqualTo(200);
        }
    }

    private String code(final String text) throws IOException {
        return client.once(text).orElseThrow().code();
    }
}
