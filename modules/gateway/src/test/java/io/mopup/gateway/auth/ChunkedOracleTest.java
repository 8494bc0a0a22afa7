/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.zip.CRC32;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;

/** Bodies that the AWS SDK has cut into chunks. */
class ChunkedOracleTest {
    private static final String[] FORMS = {
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
    };
    /** Of the signer. */
    private static final int CHUNK = 128 << 10;

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void shouldDecodeWhatTheSdkSendsInChunks(@ForAll final long seed) throws Exception {
        final RandomRequests random = new RandomRequests(seed);
        final byte[] body = body(random);
        final int form = random.below(FORMS.length);
        final HttpRequest request = chunked(random, body, form);

        final AuthenticatedBody decoded =
                Requests.s3(Duration.ZERO).authenticate(request).body();

        assertThat(request.header(Payload.HEADER)).contains(FORMS[form]);
        assertThat(decoded.length()).hasValue(body.length);
        assertThat(decoded.readNBytes(body.length)).isEqualTo(body);
        assertThat(decoded.read()).isEqualTo(-1);
        assertThat(decoded.trailers()).isEqualTo(form == 0 ? Map.of() : Map.of("x-amz-checksum-crc32", crc(body)));
    }

    /** A change that says the same, such as a hex digit in upper case, may pass. */
    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void shouldNeverHandOutTheLastByteWhenASignedBodyWasChanged(@ForAll final long seed) throws Exception {
        final RandomRequests random = new RandomRequests(seed);
        final byte[] body = random.body(200);
        final HttpRequest request = chunked(random, body, random.below(2));
        final byte[] sent = Requests.bytes(request.body());
        final byte[] changed = sent.clone();
        changed[random.below(sent.length)] ^= (byte) (1 << random.below(8));

        final AuthenticatedBody decoded = Requests.s3(Duration.ZERO)
                .authenticate(request.withBody(new ByteArrayInputStream(changed)))
                .body();
        try {
            assertThat(decoded.readAllBytes()).isEqualTo(body);
        } catch (final BodyException e) {
            assertThatThrownBy(decoded::read).isSameAs(e);
            return;
        }
        assertThat(new String(changed, StandardCharsets.ISO_8859_1))
                .isEqualToIgnoringCase(new String(sent, StandardCharsets.ISO_8859_1));
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void shouldFailWhenTheBodyWasCutOff(@ForAll final long seed) throws Exception {
        final RandomRequests random = new RandomRequests(seed);
        final HttpRequest request = chunked(random, random.body(200), random.below(FORMS.length));
        final byte[] sent = Requests.bytes(request.body());
        final byte[] cut = Arrays.copyOf(sent, random.below(sent.length));

        assertThatThrownBy(() -> Requests.s3(Duration.ZERO)
                        .authenticate(request.withBody(new ByteArrayInputStream(cut)))
                        .body()
                        .readAllBytes())
                .isInstanceOfSatisfying(
                        BodyException.class, e -> assertThat(e.reason()).isEqualTo(BodyException.Reason.INCOMPLETE));
    }

    private static HttpRequest chunked(final RandomRequests random, final byte[] body, final int form) {
        return Requests.signed(
                random.next()
                        .method(SdkHttpMethod.PUT)
                        .putHeader("Content-Length", String.valueOf(body.length))
                        .build(),
                body,
                SigningService.S3,
                Requests.KEYS,
                properties -> {
                    properties
                            .putProperty(AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, true)
                            .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, form < 2);
                    if (form > 0) {
                        properties.putProperty(
                                AwsV4FamilyHttpSigner.CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.CRC32);
                    }
                });
    }

    private static byte[] body(final RandomRequests random) {
        final int[] lengths = {0, 1, 100, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 5};
        return Arrays.copyOf(random.body(100), lengths[random.below(lengths.length)]);
    }

    private static String crc(final byte[] body) {
        final CRC32 crc = new CRC32();
        crc.update(body);
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(Integer.BYTES)
                        .putInt((int) crc.getValue())
                        .array());
    }
}
