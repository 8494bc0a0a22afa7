/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.gateway.auth.AuthenticationException.Reason;
import io.mopup.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;

/** Presigned requests that are refused. */
class PresignedTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "604801", "999999999999999999999", "1e3", "", " 1", "+1"})
    void shouldRefuseWhenTheLifetimeIsOutOfRange(final String seconds) {
        AuthenticatorTest.refused(
                Requests.withParameter(presigned(), "X-Amz-Expires", seconds), Reason.MALFORMED_QUERY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Amz-Algorithm",
                "X-Amz-Credential",
                "X-Amz-Date",
                "X-Amz-Expires",
                "X-Amz-SignedHeaders",
                "X-Amz-Signature"
            })
    void shouldRefuseWhenAParameterIsMissingDoubleOrBad(final String name) {
        final HttpRequest presigned = presigned();
        final String value = presigned.query().first(name).orElseThrow();

        AuthenticatorTest.refused(Requests.withParameter(presigned, name), Reason.MALFORMED_QUERY);
        AuthenticatorTest.refused(Requests.withParameter(presigned, name, value, value), Reason.MALFORMED_QUERY);
        AuthenticatorTest.refused(
                Requests.withParameter(presigned, name, "bad value"),
                name.equals("X-Amz-Signature") ? Reason.SIGNATURE_DIFFERS : Reason.MALFORMED_QUERY);
    }

    @ParameterizedTest
    @CsvSource({"X-Amz-Expires, 604800", "X-Amz-Date, 20261121T120100Z"})
    void shouldRefuseWhenTheTimeWasStretched(final String name, final String value) {
        AuthenticatorTest.refused(Requests.withParameter(presigned(), name, value), Reason.SIGNATURE_DIFFERS);
    }

    @Test
    void shouldRefuseWhenTheHostIsNotSigned() {
        AuthenticatorTest.refused(
                Requests.withParameter(presigned(), "X-Amz-SignedHeaders", "x-other"), Reason.MALFORMED_QUERY);
    }

    @Test
    void shouldRefuseWhenItIsNotValidYet() {
        assertThatThrownBy(() -> Requests.s3(Duration.ofSeconds(-901)).authenticate(presigned()))
                .hasMessage("Request is not valid yet")
                .isInstanceOfSatisfying(AuthenticationException.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.EXPIRED));
    }

    /** Whoever has the signature can send the request. */
    @Test
    void shouldShowNoSignatureWhenItIsPrinted() throws Exception {
        final HttpRequest presigned = presigned();
        final String signature = presigned.query().first("X-Amz-Signature").orElseThrow();

        assertThat(Requests.s3(Duration.ZERO).authenticate(presigned) + " " + QueryAuthorization.parse(presigned))
                .contains("arn:aws:iam::111122223333:root")
                .doesNotContain(signature);
    }

    private static HttpRequest presigned() {
        return Requests.presigned(
                Requests.to()
                        .method(SdkHttpMethod.DELETE)
                        .encodedPath("/bucket/key")
                        .putRawQueryParameter("uploadId", "u")
                        .putRawQueryParameter("x-id", "AbortMultipartUpload")
                        .build(),
                Duration.ofHours(1));
    }
}
