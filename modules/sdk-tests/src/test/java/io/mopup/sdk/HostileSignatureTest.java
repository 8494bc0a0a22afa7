/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static io.mopup.sdk.RawRequest.of;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures that are cut, old, or used once more. */
@Tag("long")
class HostileSignatureTest {
    private static final byte[] DATA = "abcdefgh".getBytes(StandardCharsets.US_ASCII);

    private final HostileClient client = HostileClient.get();
    private final Set<String> before = client.files();

    @AfterEach
    void requireUnharmed() throws IOException {
        client.requireUnharmed(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63})
    void shouldRefuseWhenAChunkSignatureIsCutShort(final int kept) throws IOException {
        final RawRequest.Signed signed = chunked();
        final String chunk = signed.chunk(signed.signature(), DATA);
        assertThat(chunks(signed, chunk.substring(0, kept), chunk))
                .startsWith("40")
                .doesNotContain("500");
    }

    @Test
    void shouldRefuseWhenAChunkIsSignedForAnotherPlace() throws IOException {
        final RawRequest.Signed signed = chunked();
        assertThat(chunks(signed, signed.chunk("0".repeat(64), DATA), "0".repeat(64)))
                .isEqualTo("403 SignatureDoesNotMatch");
    }

    @Test
    void shouldRefuseWhenTheLastChunkIsNotSigned() throws IOException {
        final RawRequest.Signed signed = chunked();
        final String chunk = signed.chunk(signed.signature(), DATA);
        assertThat(chunks(signed, chunk, chunk)).isEqualTo("403 SignatureDoesNotMatch");
    }

    @Test
    void shouldTakeChunksWhenTheirSignaturesAreWhole() throws IOException {
        // Else the refusals above could be for any other reason.
        final RawRequest.Signed signed = chunked();
        final String chunk = signed.chunk(signed.signature(), DATA);
        assertThat(chunks(signed, chunk, signed.chunk(chunk, new byte[0]))).isEqualTo("200");
        delete("chunked");
    }

    @ParameterizedTest
    @ValueSource(ints = {-20, 20})
    void shouldRefuseWhenTheClockIsTwentyMinutesOff(final int minutes) throws IOException {
        final Instant then = Instant.now().plus(Duration.ofMinutes(minutes));
        final String head = of("PUT", client.path("skewed"), "")
                .length(3)
                .signed("mopupdev", then)
                .head();
        assertThat(client.once(head + "abc").orElseThrow().code()).isEqualTo("403 RequestTimeTooSkewed");
    }

    @Test
    void shouldTakeASignatureTwiceWhenItsTimeIsNotOver() throws IOException {
        // SigV4 has no nonce. What is replayed is the same request, and nothing else can be made of it.
        final String put = of("PUT", client.path("replayed"), "").length(3).signed();
        assertThat(client.once(put + "abc").orElseThrow().code()).isEqualTo("200");
        assertThat(client.once(put + "abc").orElseThrow().code()).isEqualTo("200");
        assertThat(client.once(put.replace("/replayed", "/other") + "abc")
                        .orElseThrow()
                        .code())
                .isEqualTo("403 SignatureDoesNotMatch");
        delete("replayed");
    }

    @Test
    void shouldDoNothingMoreWhenAnAbortIsReplayed() throws IOException {
        final String uploadId = client.create("replayed");
        final String abort =
                of("DELETE", client.path("replayed"), "uploadId=" + uploadId).signed();
        assertThat(client.once(abort).orElseThrow().status()).isEqualTo(204);
        assertThat(client.once(abort).orElseThrow().status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS4-HMAC-SHA256",
                "AWS4-HMAC-SHA256 Credential=",
                "AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=, Signature=",
                "AWS4-HMAC-SHA256 Credential=mopupdev/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=zz",
                "Basic bW9wdXBkZXY6",
                "Bearer ",
                "\u00ff\u00fe"
            })
    void shouldRefuseWhenTheAuthorizationIsNone(final String authorization) throws IOException {
        assertThat(client.once("PUT " + client.path("anonymous") + " HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n"
                                + "x-amz-date: 20260101T000000Z\r\nx-amz-content-sha256: UNSIGNED-PAYLOAD\r\n"
                                + "Authorization: " + authorization + "\r\n\r\nabc")
                        .orElseThrow()
                        .status())
                .isBetween(400, 403);
    }

    private RawRequest.Signed chunked() {
        return of("PUT", client.path("chunked"), "")
                .with("x-amz-content-sha256", RawRequest.CHUNKS)
                .with("x-amz-decoded-content-length", Integer.toString(DATA.length))
                .with("transfer-encoding", "chunked")
                .signed("mopupdev", Instant.now());
    }

    /** One chunk and the last one, with these signatures, in chunks of HTTP so that no length has to be known. */
    private String chunks(final RawRequest.Signed signed, final String first, final String last) throws IOException {
        final String body = "8;chunk-signature=" + first + "\r\nabcdefgh\r\n0;chunk-signature=" + last + "\r\n\r\n";
        return client.once(signed.head() + Integer.toHexString(HostileClient.length(body)) + "\r\n" + body
                        + "\r\n0\r\n\r\n")
                .orElseThrow()
                .code();
    }

    private void delete(final String key) throws IOException {
        assertThat(client.once(of("DELETE", client.path(key), "").signed())
                        .orElseThrow()
                        .status())
                .isEqualTo(204);
    }
}
