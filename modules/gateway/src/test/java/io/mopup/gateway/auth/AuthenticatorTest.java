/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.gateway.auth.AuthenticationException.Reason;
import io.mopup.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Requests that are refused, and why. */
class AuthenticatorTest {
    private static final byte[] BODY = "body".getBytes(StandardCharsets.UTF_8);
    private static final String DATE = "x-amz-date";
    private static final String AUTHORIZATION = "Authorization";

    @Test
    void shouldRefuseWhenNothingIsSigned() {
        refused(Requests.with(signed(), AUTHORIZATION), Reason.ANONYMOUS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AWS4-HMAC-SHA256",
                "AWS mopupdev:c2lnbmF0dXJl",
                "AWS4-ECDSA-P256-SHA256 Credential=mopupdev/20261121/r/s3/aws4_request, SignedHeaders=host, Signature=0",
                "AWS4-HMAC-SHA256 Credential=mopupdev/20261121/r/s3/aws4_request, SignedHeaders=host",
                "AWS4-HMAC-SHA256 Credential=mopupdev/20261121/r/s3/aws4_request, SignedHeaders=host, Signature=",
                "AWS4-HMAC-SHA256 Credential=mopupdev/20261121/r/s3, SignedHeaders=host, Signature=0",
                "AWS4-HMAC-SHA256 Credential=mopupdev/20261121/r/s3/aws4_request/more, SignedHeaders=host, Signature=0",
                "AWS4-HMAC-SHA256 Credential=mopupdev/20261121/r/ec2/aws4_request, SignedHeaders=host, Signature=0",
                "AWS4-HMAC-SHA256 Credential=mopupdev/20261121/r/glacier/aws4_request, SignedHeaders=host, Signature=0",
                "AWS4-HMAC-SHA256 Credential=mopupdev/2026112x/r/s3/aws4_request, SignedHeaders=host, Signature=0",
                "AWS4-HMAC-SHA256 Credential=mopupdev/20261121/r/s3/aws4_request, SignedHeaders=x-amz-date, Signature=0",
                "AWS4-HMAC-SHA256 Credential=mopupdev/20261121/r/s3/aws4_request, SignedHeaders=host;host, Signature=0",
                "AWS4-HMAC-SHA256 Credential=mopupdev/20261121/r/s3/aws4_request, SignedHeaders=Host, Signature=0",
                "AWS4-HMAC-SHA256 Credential=mopupdev/20261121/r/s3/aws4_request, SignedHeaders=x;host, Signature=0",
            })
    void shouldRefuseWhenTheHeaderIsMalformed(final String header) {
        refused(Requests.with(signed(), AUTHORIZATION, header), Reason.MALFORMED);
    }

    /** Wherever it is cut, it is refused, and in the same way that any other bad header is. */
    @Test
    void shouldRefuseWhenTheHeaderIsCutShort() {
        final String header = signed().header(AUTHORIZATION).orElseThrow();
        for (int length = 0; length < header.length(); length++) {
            final HttpRequest cut = Requests.with(signed(), AUTHORIZATION, header.substring(0, length));
            assertThatThrownBy(() -> Requests.s3(Duration.ZERO).authenticate(cut))
                    .isInstanceOf(AuthenticationException.class);
        }
    }

    @Test
    void shouldRefuseWhenTheScopeIsHuge() {
        final String scope = "AWS4-HMAC-SHA256 Credential=" + "a/".repeat(1 << 20) + "aws4_request"
                + ", SignedHeaders=host, Signature=0";
        refused(Requests.with(signed(), AUTHORIZATION, scope), Reason.MALFORMED);
    }

    @Test
    void shouldRefuseWhenTwoHeadersSayWhoItIs() {
        final String header = signed().header(AUTHORIZATION).orElseThrow();
        refused(Requests.with(signed(), AUTHORIZATION, header, header), Reason.MALFORMED);
    }

    @Test
    void shouldRefuseWhenHeaderAndQueryBothSayWhoItIs() {
        final HttpRequest presigned = Requests.presigned(request().build(), Duration.ofHours(1));
        refused(
                Requests.with(
                        presigned, AUTHORIZATION, signed().header(AUTHORIZATION).orElseThrow()),
                Reason.MALFORMED);
    }

    @Test
    void shouldRefuseWhenTheKeyIsUnknown() {
        refused(
                Requests.signed(
                        request().build(),
                        BODY,
                        SigningService.S3,
                        AwsCredentialsIdentity.create("nobody", "mopupdevsecret"),
                        properties -> {}),
                Reason.UNKNOWN_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz", "0", "ä", "00000000000000000000000000000000000000000000000000000000000000000000"})
    void shouldRefuseWhenTheSignatureIsNoHex(final String signature) {
        final String header =
                signed().header(AUTHORIZATION).orElseThrow().replaceAll("Signature=.*", "Signature=" + signature);
        refused(Requests.with(signed(), AUTHORIZATION, header), Reason.SIGNATURE_DIFFERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20261121T120000",
                "20261321T120000Z",
                "20261121T250000Z",
                "20260230T120000Z",
                "now",
                "-20261121T120000Z"
            })
    void shouldRefuseWhenTheDateCannotBeRead(final String date) {
        refused(Requests.with(signed(), DATE, date), Reason.BAD_HEADER);
    }

    @Test
    void shouldRefuseWhenTheDateIsThereTwiceOrNotAtAll() {
        refused(Requests.with(signed(), DATE, "20261121T120000Z", "20261121T120000Z"), Reason.BAD_HEADER);
        refused(Requests.with(signed(), DATE), Reason.BAD_HEADER);
    }

    @Test
    void shouldRefuseWhenTheScopeIsOfAnotherDay() {
        refused(Requests.with(signed(), DATE, "20261120T235959Z"), Reason.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({"900, true", "901, false", "-900, true", "-901, false"})
    void shouldRefuseWhenTheClockIsMoreThanFifteenMinutesOff(final long seconds, final boolean accepted)
            throws Exception {
        skewed(Requests.s3(Duration.ofSeconds(seconds)), signed(), accepted);
    }

    @ParameterizedTest
    @CsvSource({"300, true", "301, false", "-300, true", "-301, false"})
    void shouldRefuseWhenTheClockIsMoreThanFiveMinutesOffForGlacier(final long seconds, final boolean accepted)
            throws Exception {
        skewed(
                Requests.glacier(Duration.ofSeconds(seconds)),
                Requests.signed(request().build(), BODY, SigningService.GLACIER),
                accepted);
    }

    /** There is no nonce in SigV4. */
    @Test
    void shouldAcceptTheSameRequestAgainWhenItIsInTime() throws Exception {
        final Authenticator authenticator = Requests.s3(Duration.ofMinutes(15));
        for (int i = 0; i < 2; i++) {
            assertThat(authenticator.authenticate(signed()).caller().account()).isEqualTo("111122223333");
        }
    }

    @Test
    void shouldRefuseWhenAHeaderOfAmazonIsNotSigned() {
        refused(Requests.with(signed(), "x-amz-copy-source", "/other/key"), Reason.HEADERS_NOT_SIGNED);
        refused(
                Requests.with(Requests.presigned(request().build(), Duration.ofHours(1)), "X-Amz-Acl", "public"),
                Reason.HEADERS_NOT_SIGNED);
    }

    @Test
    void shouldRefuseWhenTheDigestIsMissingOrUnknown() {
        refused(Requests.with(signed(), Payload.HEADER), Reason.BAD_HEADER);
        refused(Requests.with(signed(), Payload.HEADER, "STREAMING-ELSE"), Reason.BAD_HEADER);
        refused(Requests.with(signed(), Payload.HEADER, "0".repeat(64), "0".repeat(64)), Reason.BAD_HEADER);
    }

    @Test
    void shouldRefuseWhenASecurityTokenIsSent() {
        refused(
                Requests.signed(request().putHeader("x-amz-security-token", "t").build(), BODY, SigningService.S3),
                Reason.BAD_TOKEN);
    }

    @Test
    void shouldRefuseWhenThePathCannotBeDecoded() {
        final HttpRequest signed = signed();
        refused(
                new HttpRequest("id", signed.method(), "/a%2", signed.query(), signed.headers(), signed.body()),
                Reason.BAD_HEADER);
    }

    /** A client that signs such characters in their encoded form sends them in either. */
    @Test
    void shouldAcceptWhenAPathIsSentWithLessEncodingThanIsSigned() throws Exception {
        final HttpRequest signed =
                Requests.signed(request().encodedPath("/b/a%21%28b").build(), BODY, SigningService.S3);
        final HttpRequest sent =
                new HttpRequest("id", signed.method(), "/b/a!(b", signed.query(), signed.headers(), signed.body());

        assertThat(Requests.s3(Duration.ZERO).authenticate(sent).caller().account())
                .isEqualTo("111122223333");
    }

    @Test
    void shouldAcceptWhenTheUserAgentIsSigned() throws Exception {
        final HttpRequest unsigned = Requests.with(signed(), "User-Agent", "ibm-cos-sdk-java/2");
        final String names = "host;user-agent;x-amz-content-sha256;x-amz-date";
        final Credential scope =
                Credential.parse("mopupdev/20261121/r/s3/aws4_request").orElseThrow();
        final Authorization authorization = new Authorization(
                scope,
                "20261121T120000Z",
                Requests.NOW,
                SignedHeaders.parse(names).orElseThrow(),
                "",
                Optional.empty());
        final Signing signing = new Signing(new Secret("mopupdevsecret"), scope, "20261121T120000Z");
        final String canonical = CanonicalRequest.of(
                unsigned, authorization, unsigned.header(Payload.HEADER).orElseThrow());
        final String signature = signing.sign(signing.stringToSign(canonical));
        final HttpRequest request = Requests.with(
                unsigned,
                AUTHORIZATION,
                "AWS4-HMAC-SHA256 Credential=mopupdev/20261121/r/s3/aws4_request,SignedHeaders=" + names + ",Signature="
                        + signature);

        assertThat(canonical).contains("\nuser-agent:ibm-cos-sdk-java/2\n");
        assertThat(Requests.s3(Duration.ZERO).authenticate(request).caller().account())
                .isEqualTo("111122223333");
        refused(Requests.with(request, "User-Agent", "other"), Reason.SIGNATURE_DIFFERS);
    }

    @Test
    void shouldRefuseALargeBodyWithoutDigestWhenItIsForGlacier() {
        final HttpRequest signed = Requests.signed(request().build(), BODY, SigningService.GLACIER);
        final HttpRequest large =
                Requests.with(signed, Payload.HEADER).withBody(new ByteArrayInputStream(new byte[(1 << 20) + 1]));
        final HttpRequest covered = Requests.with(
                large, AUTHORIZATION, signed.header(AUTHORIZATION).orElseThrow().replace(";x-amz-content-sha256", ""));

        assertThatThrownBy(() -> Requests.glacier(Duration.ZERO).authenticate(covered))
                .hasMessageContaining("needs x-amz-content-sha256");
    }

    @Test
    void shouldRefuseAnUnsignedBodyWhenItIsForGlacier() {
        final HttpRequest signed = Requests.with(
                Requests.signed(request().build(), BODY, SigningService.GLACIER), Payload.HEADER, "UNSIGNED-PAYLOAD");

        assertThatThrownBy(() -> Requests.glacier(Duration.ZERO).authenticate(signed))
                .hasMessageContaining("Glacier takes no unsigned");
    }

    private static void skewed(final Authenticator authenticator, final HttpRequest request, final boolean accepted)
            throws Exception {
        if (accepted) {
            assertThat(authenticator.authenticate(request).caller().account()).isEqualTo("111122223333");
        } else {
            assertThatThrownBy(() -> authenticator.authenticate(request))
                    .isInstanceOfSatisfying(AuthenticationException.class, e -> assertThat(e.reason())
                            .isEqualTo(Reason.SKEWED));
        }
    }

    static void refused(final HttpRequest request, final Reason reason) {
        assertThatThrownBy(() -> Requests.s3(Duration.ZERO).authenticate(request))
                .isInstanceOfSatisfying(AuthenticationException.class, e -> assertThat(e.reason())
                        .isEqualTo(reason));
    }

    private static HttpRequest signed() {
        return Requests.signed(request().build(), BODY, SigningService.S3);
    }

    private static SdkHttpFullRequest.Builder request() {
        return Requests.to().method(SdkHttpMethod.PUT).encodedPath("/bucket/key");
    }
}
