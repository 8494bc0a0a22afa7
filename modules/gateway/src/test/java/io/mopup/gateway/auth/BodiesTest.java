/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.contract.Digests;
import io.mopup.gateway.auth.BodyException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies that are not what they say. */
class BodiesTest {
    private static final String HELLO_SHA256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @ParameterizedTest
    @CsvSource({
        "-5~hello~0~~, MALFORMED_CHUNK",
        "+5~hello~0~~, MALFORMED_CHUNK",
        "0x5~hello~0~~, MALFORMED_CHUNK",
        "~hello~0~~, MALFORMED_CHUNK",
        "g~hello~0~~, MALFORMED_CHUNK",
        "6~hello~0~~, MALFORMED_CHUNK",
        "4~hello~0~~, MALFORMED_CHUNK",
        "4~hell~0~~, INCOMPLETE",
        "4~hell~0~~1~o~0~~, INCOMPLETE",
        "7fffffffffffffff~hello~0~~, MALFORMED_CHUNK",
        "ffffffffffffffff~hello~0~~, MALFORMED_CHUNK",
        "10000000000000005~hello~0~~, MALFORMED_CHUNK",
        "5;chunk-signature=0000000000000000000000000000000000000000000000000000000000000000~hello~0~~, MALFORMED_CHUNK",
        "5;x=y~hello~0~~, MALFORMED_CHUNK",
        "5~hello, INCOMPLETE",
        "5~hello~, INCOMPLETE",
        "5~hello~0~, INCOMPLETE",
        "5~hello~0~~more, MALFORMED_CHUNK",
        "5~hello~1~x~0~~, MALFORMED_CHUNK",
        "5~hello~0~x-other:1~~, MALFORMED_TRAILER",
        "5~hello~0~x-amz-trailer-signature:1~~, MALFORMED_TRAILER",
        "5~hello~0~no colon~~, MALFORMED_TRAILER",
        "5|hello~0~~, MALFORMED_CHUNK",
        "5~hello|0~~, MALFORMED_CHUNK",
    })
    void shouldFailWhenTheFramingIsBroken(final String framed, final Reason reason) {
        failed(chunks(framed, 5, List.of()), reason);
    }

    @Test
    void shouldReadWhatIsFramedWell() throws IOException {
        final AuthenticatedBody body =
                chunks("2~he~3~llo~0~X-Amz-Checksum-CRC32: abc ~~", 5, List.of("x-amz-checksum-crc32"));

        assertThatThrownBy(body::trailers).isInstanceOf(IllegalStateException.class);
        assertThat(new String(body.readNBytes(5), StandardCharsets.UTF_8)).isEqualTo("hello");
        assertThat(body.trailers()).isEqualTo(Map.of("x-amz-checksum-crc32", "abc"));
        assertThat(body.read()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "0~~",
        "0~x-amz-checksum-crc32:a~x-amz-checksum-crc32:a~~",
        "0~x-amz-checksum-crc32:a~x-amz-checksum-sha1:b~~",
        "0~x-amz-checksum-crc32:a~:b~~"
    })
    void shouldFailWhenTheTrailersAreNotThoseAnnounced(final String framed) {
        failed(chunks(framed, 0, List.of("x-amz-checksum-crc32")), Reason.MALFORMED_TRAILER);
    }

    /** Else one trailer would look like two in what is signed. */
    @Test
    void shouldFailWhenATrailerHoldsALineFeed() {
        failed(chunks("0~x-amz-checksum-crc32:a|b~~", 0, List.of("x-amz-checksum-crc32")), Reason.MALFORMED_CHUNK);
    }

    /** Refused at the first one, so that nobody can fill the memory with them. */
    @Test
    void shouldFailAtOnceWhenTrailersAreEndless() {
        final StringBuilder framed = new StringBuilder("0~");
        for (int i = 0; i < 1_000; i++) {
            framed.append("x-other-").append(i).append(":v~");
        }
        failed(chunks(framed.toString(), 0, List.of()), Reason.MALFORMED_TRAILER);
    }

    /** A client that never ends a line, or a trailer, costs no more memory than any other. */
    @Test
    void shouldFailWhenALineIsEndless() {
        failed(
                new ChunkedBody(new FramedInput(endless('0')), 5, ChunkSignatures.none(), new Trailers(List.of())),
                Reason.MALFORMED_CHUNK);
    }

    /** Far more than the memory there is: it is counted, not held. */
    @Test
    void shouldHoldNoChunkWhenItIsHuge() throws IOException {
        final long length = 1L << 32;
        final AuthenticatedBody body = new ChunkedBody(
                new FramedInput(new SequenceInputStream(in("100000000~"), endless('x'))),
                length,
                ChunkSignatures.none(),
                new Trailers(List.of()));

        final byte[] buffer = new byte[1 << 16];
        long read = 0;
        while (read < length - buffer.length) {
            read += body.read(buffer);
        }
        assertThat(read).isLessThan(length);
    }

    @Test
    void shouldNameBothDigestsWhenTheContentDiffers() {
        final AuthenticatedBody body = plain("hellO", 5, HELLO_SHA256);

        assertThatThrownBy(() -> body.readNBytes(5)).isInstanceOfSatisfying(BodyException.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.CONTENT_DIFFERS);
            assertThat(e.fields())
                    .containsEntry("ClientComputedContentSHA256", HELLO_SHA256)
                    .containsEntry("S3ComputedContentSHA256", sha("hellO"));
        });
        assertThatThrownBy(body::read).isInstanceOf(BodyException.class);
    }

    @Test
    void shouldCompareTheDigestWhenTheLengthIsUnknown() throws IOException {
        final Payload payload = new Payload(Payload.Kind.HASHED, HELLO_SHA256);

        assertThat(new PlainBody(in("hello"), OptionalLong.empty(), payload).readAllBytes())
                .hasSize(5);
        failed(new PlainBody(in("hell"), OptionalLong.empty(), payload), Reason.CONTENT_DIFFERS);
    }

    @Test
    void shouldCompareTheDigestWhenThereIsNoBody() {
        failed(plain("", 0, HELLO_SHA256), Reason.CONTENT_DIFFERS);
    }

    @Test
    void shouldFailWhenAPlainBodyEndsEarly() {
        failed(plain("hell", 5, HELLO_SHA256), Reason.INCOMPLETE);
        failed(new PlainBody(in("hell"), OptionalLong.of(5), Payload.UNSIGNED), Reason.INCOMPLETE);
    }

    private static void failed(final AuthenticatedBody body, final Reason reason) {
        assertThatThrownBy(body::readAllBytes).isInstanceOfSatisfying(BodyException.class, e -> assertThat(e.reason())
                .isEqualTo(reason));
    }

    private static AuthenticatedBody plain(final String text, final long length, final String sha256) {
        return new PlainBody(in(text), OptionalLong.of(length), new Payload(Payload.Kind.HASHED, sha256));
    }

    private static AuthenticatedBody chunks(final String framed, final long length, final List<String> announced) {
        return new ChunkedBody(new FramedInput(in(framed)), length, ChunkSignatures.none(), new Trailers(announced));
    }

    /** A tilde stands for CR LF, a bar for a bare LF. */
    private static InputStream in(final String text) {
        return new ByteArrayInputStream(
                text.replace("~", "\r\n").replace('|', '\n').getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream endless(final char character) {
        return new InputStream() {
            @Override
            public int read() {
                return character;
            }

            @Override
            public int read(final byte[] into, final int offset, final int count) {
                Arrays.fill(into, offset, offset + count, (byte) character);
                return count;
            }
        };
    }

    private static String sha(final String text) {
        return Signing.hex(Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
