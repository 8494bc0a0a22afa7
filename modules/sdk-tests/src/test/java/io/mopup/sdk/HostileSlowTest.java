/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static io.mopup.sdk.RawRequest.of;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send a byte now and then, so that no connection falls idle. */
@Tag("long")
class HostileSlowTest {
    private static final Duration STEP = Duration.ofMillis(100);

    private final HostileClient client = HostileClient.get();
    private final Set<String> before = client.files();

    @AfterEach
    void requireUnharmed() throws IOException {
        client.requireUnharmed(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /", "GET / HTTP/1.1\r\nHost: localhost\r\nx-a: "})
    void shouldCloseWhenTheHeaderTakesTooLong(final String begin) throws IOException {
        try (RawConnection connection = client.connect()) {
            connection.send(begin);
            await().atMost(20, SECONDS).pollInterval(STEP).until(() -> !taken(connection));
            assertThat(connection.answer()).isEmpty();
        }
    }

    @Test
    void shouldRefuseWhenTheBodyIsTooSlow() throws IOException {
        for (final String head : new String[] {
            client.part().length(100_000).signed(),
            of("PUT", client.path("slow"), "").length(100_000).signed()
        }) {
            try (RawConnection connection = client.connect()) {
                connection.send(head);
                await().atMost(20, SECONDS).pollInterval(STEP).until(() -> !taken(connection) || connection.answered());
                assertThat(connection.answer().orElseThrow().code()).isEqualTo("408");
            }
        }
    }

    @Test
    void shouldServeOthersWhenManyAreSlow() throws IOException {
        final RawConnection[] slow = new RawConnection[100];
        try {
            for (int i = 0; i < slow.length; i++) {
                slow[i] = client.connect().send(client.part().length(100_000).signed() + "x");
            }
            assertThat(client.once(of("GET", "/" + client.bucket(), "").signed())
                            .orElseThrow()
                            .status())
                    .isEqualTo(200);
        } finally {
            for (final RawConnection each : slow) {
                if (each != null) {
                    each.close();
                }
            }
        }
    }

    /** One byte, for which no kernel asks its peer, and so much that the connection never falls idle. */
    @ParameterizedTest
    @ValueSource(ints = {1, 256 << 10})
    void shouldCloseWhenTheAnswerIsReadTooSlowly(final int sip) throws IOException {
        final String target = client.path("large-" + sip);
        final byte[] object = new byte[64 << 20];
        try (RawConnection connection = client.connect()) {
            connection
                    .send(of("PUT", target, "").length(object.length).signed())
                    .send(object);
            assertThat(connection.answer().orElseThrow().status()).isEqualTo(200);
        }
        final long already = client.answersCutOff();
        try (RawConnection connection = client.connect()) {
            connection.send(of("GET", target, "").signed());
            await().atMost(20, SECONDS).pollInterval(STEP).until(() -> {
                connection.sip(sip);
                return client.answersCutOff() > already;
            });
            // What is left is what the kernel of the client has already.
            await().atMost(20, SECONDS).until(() -> !connection.sip(object.length));
        }
        assertThat(client.once(of("DELETE", target, "").signed()).orElseThrow().status())
                .isEqualTo(204);
    }

    private static boolean taken(final RawConnection connection) {
        try {
            connection.send("x");
            return true;
        } catch (final IOException e) {
            return false;
        }
    }
}
