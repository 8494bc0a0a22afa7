/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.gateway.auth.AuthenticationException.Reason;
import io.mopup.http.HttpRequest;
import java.time.Duration;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** What the signer of the AWS SDK signs is accepted; what was changed since is not. */
class SignatureOracleTest {
    private static final int TRIES = 1_000;

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldAcceptWhenTheSdkSignsTheHeader(@ForAll final long seed) throws Exception {
        final RandomRequests random = new RandomRequests(seed);
        final byte[] body = random.body(100);
        final SigningService service = SigningService.values()[random.below(3)];
        final HttpRequest request = Requests.signed(random.next().build(), body, service);

        final Authenticated result = Requests.s3(Duration.ZERO).authenticate(request);

        assertThat(result.caller().principal()).isEqualTo("arn:aws:iam::111122223333:root");
        assertThat(Requests.bytes(result.body())).isEqualTo(body);
        assertThat(result.body().length()).hasValue(body.length);
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldAcceptWhenTheSdkSignsForGlacier(@ForAll final long seed) throws Exception {
        final RandomRequests random = new RandomRequests(seed);
        final byte[] body = random.body(100);
        // Deep enough that two dots stay below the root: above it the SDK keeps them, against RFC 3986.
        final SdkHttpFullRequest.Builder next = random.next();
        final SdkHttpFullRequest built =
                next.encodedPath("/1/2/3/4/5/6/7/8" + next.encodedPath()).build();
        final HttpRequest signed = Requests.signed(built, body, SigningService.GLACIER);
        // The digest is in the signature whether it is sent or not.
        final boolean sent = random.below(2) == 0
                || signed.header("Authorization").orElseThrow().contains(Payload.HEADER);
        final HttpRequest request = sent ? signed : Requests.with(signed, Payload.HEADER);

        assertThat(Requests.bytes(
                        Requests.glacier(Duration.ZERO).authenticate(request).body()))
                .isEqualTo(body);
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldAcceptWhenTheSdkPresigns(@ForAll final long seed) throws Exception {
        final RandomRequests random = new RandomRequests(seed);
        final Duration lifetime = Duration.ofSeconds(1 + random.below(604_800));
        final HttpRequest request = Requests.presigned(random.next().build(), lifetime);

        assertThat(Requests.s3(lifetime).authenticate(request).caller().account())
                .isEqualTo("111122223333");
        assertThatThrownBy(() -> Requests.s3(lifetime.plusSeconds(1)).authenticate(request))
                .isInstanceOfSatisfying(AuthenticationException.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.EXPIRED));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void shouldRefuseWhenTheRequestWasChanged(@ForAll final long seed) {
        final RandomRequests random = new RandomRequests(seed);
        final HttpRequest original = random.below(2) == 0
                ? Requests.signed(
                        random.next().putHeader("x-amz-meta-m", "1").build(), random.body(9), SigningService.S3)
                : Requests.presigned(
                        random.next().putHeader("x-amz-meta-m", "1").build(), Duration.ofHours(1));

        assertThatThrownBy(() -> Requests.s3(Duration.ZERO).authenticate(changed(original, random.below(6))))
                .isInstanceOfSatisfying(AuthenticationException.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.SIGNATURE_DIFFERS));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void shouldRefuseWhenTheSecretIsAnother(@ForAll final long seed) {
        final RandomRequests random = new RandomRequests(seed);
        final HttpRequest request = Requests.signed(
                random.next().build(),
                random.body(9),
                SigningService.S3,
                AwsCredentialsIdentity.create("mopupdev", "mopupdevsecres"),
                properties -> {});

        assertThatThrownBy(() -> Requests.s3(Duration.ZERO).authenticate(request))
                .isInstanceOfSatisfying(AuthenticationException.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.SIGNATURE_DIFFERS));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void shouldAcceptAnyBodyWhenItIsUnsigned(@ForAll final long seed) throws Exception {
        final RandomRequests random = new RandomRequests(seed);
        final byte[] body = random.body(100);
        final HttpRequest request = Requests.signed(
                random.next().method(SdkHttpMethod.PUT).build(),
                body,
                SigningService.S3,
                Requests.KEYS,
                properties -> properties.putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false));

        assertThat(request.header(Payload.HEADER)).contains("UNSIGNED-PAYLOAD");
        assertThat(Requests.bytes(
                        Requests.s3(Duration.ZERO).authenticate(request).body()))
                .isEqualTo(body);
    }

    private static HttpRequest changed(final HttpRequest request, final int what) {
        switch (what) {
            case 0:
                return new HttpRequest(
                        "id", "PATCH", request.path(), request.query(), request.headers(), request.body());
            case 1:
                return new HttpRequest(
                        "id",
                        request.method(),
                        request.path() + "x",
                        request.query(),
                        request.headers(),
                        request.body());
            case 2:
                return Requests.withParameter(request, "uploadId", "other");
            case 3:
                return Requests.with(request, "x-amz-meta-m", "2");
            case 4:
                return Requests.with(request, "Host", "other.example");
            default:
                return Requests.with(
                        request,
                        Payload.HEADER,
                        "UNSIGNED-PAYLOAD".equals(request.header(Payload.HEADER).orElse("UNSIGNED-PAYLOAD"))
                                ? "0".repeat(64)
                                : "UNSIGNED-PAYLOAD");
        }
    }
}
