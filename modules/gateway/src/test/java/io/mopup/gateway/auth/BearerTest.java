/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.events.Dialect;
import io.mopup.gateway.auth.AuthenticationException.Reason;
import io.mopup.http.Headers;
import io.mopup.http.HttpRequest;
import io.mopup.http.Query;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class BearerTest {
    private static final CredentialsFile FILE =
            CredentialsFile.parse("""
            {"accounts": [{"id": "444455556666", "family": "COS", "users": [
              {"name": "first", "accessKeyId": "cos1", "secretAccessKey": "s1", "bearerToken": "token-of-the-first"},
              {"name": "other", "accessKeyId": "cos2", "secretAccessKey": "s2", "bearerToken": "token-of-the-other"},
              {"name": "third", "accessKeyId": "cos3", "secretAccessKey": "s3"}]}]}
            """.getBytes(StandardCharsets.UTF_8), Path.of(""));

    @ParameterizedTest
    @ValueSource(strings = {"first", "other"})
    void shouldFindTheUserWhenTheTokenIsKnown(final String name) throws Exception {
        final Authenticated result =
                Requests.s3(FILE, Duration.ZERO).authenticate(request("Bearer token-of-the-" + name, Map.of()));

        assertThat(result.caller().principal()).isEqualTo("arn:aws:iam::444455556666:user/" + name);
        assertThat(result.caller().family()).isEqualTo(Dialect.COS);
        assertThat(Requests.bytes(result.body())).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer token-of-the-firs", "Bearer token-of-the-firstx", "Bearer ", "Bearer s1", "bearer x"})
    void shouldRefuseWhenTheTokenIsUnknown(final String authorization) {
        refused(request(authorization, Map.of()), Reason.BAD_TOKEN);
    }

    @Test
    void shouldRefuseWhenTheListenerSpeaksGlacier() {
        assertThatThrownBy(() -> Authenticator.glacier(FILE, Requests.at(Duration.ZERO), sessions())
                        .authenticate(request("Bearer token-of-the-first", Map.of())))
                .isInstanceOf(AuthenticationException.class);
    }

    @Test
    void shouldRefuseTheKeyOfACosAccountWhenTheListenerSpeaksGlacier() throws Exception {
        final AwsCredentialsIdentity keys = AwsCredentialsIdentity.create("cos1", "s1");
        final HttpRequest toGlacier = Requests.signed(built(), new byte[0], SigningService.GLACIER, keys, p -> {});
        final HttpRequest toCos = Requests.signed(built(), new byte[0], SigningService.S3, keys, p -> {});

        assertThatThrownBy(() -> Authenticator.glacier(FILE, Requests.at(Duration.ZERO), sessions())
                        .authenticate(toGlacier))
                .isInstanceOfSatisfying(AuthenticationException.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.UNKNOWN_KEY));
        assertThat(Requests.s3(FILE, Duration.ZERO).authenticate(toCos).caller().family())
                .isEqualTo(Dialect.COS);
    }

    @Test
    void shouldCheckTheDigestWhenOneIsSent() throws Exception {
        final HttpRequest request = request("Bearer token-of-the-first", Map.of(Payload.HEADER, "0".repeat(64)));
        final AuthenticatedBody body =
                Requests.s3(FILE, Duration.ZERO).authenticate(request).body();

        assertThatThrownBy(body::readAllBytes).isInstanceOf(BodyException.class);
    }

    @Test
    void shouldRefuseWhenChunksAreSaidToBeSigned() {
        refused(
                request(
                        "Bearer token-of-the-first",
                        Map.of(
                                Payload.HEADER,
                                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                                "x-amz-decoded-content-length",
                                "5")),
                Reason.BAD_HEADER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e3", "", "99999999999999999999", "0x5", " 5 5"})
    void shouldRefuseWhenTheDecodedLengthIsNoNumber(final String length) {
        refused(
                request(
                        "Bearer token-of-the-first",
                        Map.of(
                                Payload.HEADER,
                                "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                                "x-amz-decoded-content-length",
                                length)),
                Reason.BAD_HEADER);
    }

    @Test
    void shouldRefuseChunksWhenTheDecodedLengthIsMissing() {
        refused(
                request("Bearer token-of-the-first", Map.of(Payload.HEADER, "STREAMING-UNSIGNED-PAYLOAD-TRAILER")),
                Reason.LENGTH_REQUIRED);
    }

    private static void refused(final HttpRequest request, final Reason reason) {
        assertThatThrownBy(() -> Requests.s3(FILE, Duration.ZERO).authenticate(request))
                .isInstanceOfSatisfying(AuthenticationException.class, e -> assertThat(e.reason())
                        .isEqualTo(reason));
    }

    private static SdkHttpRequest built() {
        return Requests.to().method(SdkHttpMethod.PUT).encodedPath("/b/k").build();
    }

    private static Sessions sessions() {
        return Sessions.of(FILE, Requests.at(Duration.ZERO));
    }

    private static HttpRequest request(final String authorization, final Map<String, String> more) {
        final Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Authorization", List.of(authorization));
        headers.put("Content-Length", List.of("5"));
        more.forEach((name, value) -> headers.put(name, List.of(value)));
        return new HttpRequest(
                "id",
                "PUT",
                "/b/k",
                new Query(List.of()),
                new Headers(headers),
                new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8)));
    }
}
