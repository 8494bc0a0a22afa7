/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.events.Dialect;
import io.mopup.events.SessionMode;
import io.mopup.gateway.auth.AuthenticationException.Reason;
import io.mopup.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class SessionsTest {
    private static final String BUCKET = "base--use1-az4--x-s3";
    private static final String TOKEN = "x-amz-s3session-token";
    private static final Caller ROOT =
            Requests.DEVELOPMENT.byAccessKey("mopupdev").orElseThrow().caller();

    @ParameterizedTest
    @EnumSource(
            value = SessionMode.class,
            names = {"READ_ONLY", "READ_WRITE"})
    void shouldAcceptWhatASessionSignsWhenAnotherGatewayOpenedIt(final SessionMode mode) throws Exception {
        final SessionCredentials session = open(mode);

        final Caller caller = Requests.s3(CredentialsFile.development(), Duration.ofMinutes(4))
                .authenticate(signed(session, BUCKET))
                .caller();

        assertThat(caller.session()).isEqualTo(mode);
        assertThat(caller.principal()).isEqualTo(ROOT.principal());
        assertThat(session.expiration()).isEqualTo(Requests.NOW.plusSeconds(300));
    }

    @Test
    void shouldAcceptWhenTheTokenIsInTheQuery() throws Exception {
        final SessionCredentials session = open(SessionMode.READ_WRITE);
        final HttpRequest presigned = sign(
                session,
                request(BUCKET).putRawQueryParameter("X-Amz-S3session-Token", session.sessionToken()),
                Requests.inQuery(Duration.ofHours(1)));

        assertThat(Requests.s3(Duration.ofMinutes(4))
                        .authenticate(presigned)
                        .caller()
                        .session())
                .isEqualTo(SessionMode.READ_WRITE);
        refused(presigned, Duration.ofMinutes(5));
    }

    @Test
    void shouldRefuseWhenTheSessionIsOver() throws Exception {
        final HttpRequest request = signed(open(SessionMode.READ_WRITE), BUCKET);

        assertThat(Requests.s3(Duration.ofSeconds(299))
                        .authenticate(request)
                        .caller()
                        .session())
                .isEqualTo(SessionMode.READ_WRITE);
        refused(request, Duration.ofSeconds(300));
    }

    @Test
    void shouldRefuseWhenTheBucketIsAnother() throws Exception {
        refused(signed(open(SessionMode.READ_WRITE), "other--use1-az4--x-s3"), Duration.ZERO);
    }

    @Test
    void shouldRefuseWhenTheTokenWasChanged() throws Exception {
        final SessionCredentials session = open(SessionMode.READ_ONLY);
        final byte[] token = Base64.getDecoder().decode(session.sessionToken());
        for (int i = 0; i < token.length; i++) {
            final byte[] changed = token.clone();
            changed[i] ^= 1;
            refused(signed(of(session, Base64.getEncoder().encodeToString(changed)), BUCKET), Duration.ZERO);
        }
        for (final String other : List.of("x", "====", "AAAA", "A".repeat(1 << 20))) {
            refused(signed(of(session, other), BUCKET), Duration.ZERO);
        }
    }

    @Test
    void shouldRefuseWhenTheTokenIsOfAnotherSession() throws Exception {
        final SessionCredentials first = open(SessionMode.READ_ONLY);
        final SessionCredentials second = open(SessionMode.READ_WRITE);

        refused(signed(of(first, second.sessionToken()), BUCKET), Duration.ZERO);
    }

    /** Whoever sees a token on the wire does not have the secret that belongs to it. */
    @Test
    void shouldRefuseWhenTheSecretIsNotTheOneOfTheSession() throws Exception {
        final SessionCredentials session = open(SessionMode.READ_WRITE);
        final SessionCredentials guessed = new SessionCredentials(
                session.accessKeyId(), "mopupdevsecret", session.sessionToken(), session.expiration());

        AuthenticatorTest.refused(signed(guessed, BUCKET), Reason.SIGNATURE_DIFFERS);
    }

    @Test
    void shouldRefuseWhenTheServiceHasNoBuckets() throws Exception {
        refused(signedAs(SigningService.S3_OUTPOSTS), Duration.ZERO);
    }

    /** The SDK for JavaScript signs so once it has talked to a general purpose bucket. */
    @Test
    void shouldAcceptWhenTheServiceIsThatOfGeneralPurposeBuckets() throws Exception {
        assertThat(Requests.s3(Duration.ZERO)
                        .authenticate(signedAs(SigningService.S3))
                        .caller()
                        .session())
                .isEqualTo(SessionMode.READ_WRITE);
    }

    private static HttpRequest signedAs(final SigningService service) throws Exception {
        final SessionCredentials session = open(SessionMode.READ_WRITE);
        return Requests.signed(
                request(BUCKET).putHeader(TOKEN, session.sessionToken()).build(),
                new byte[0],
                service,
                keys(session),
                properties -> {});
    }

    @Test
    void shouldRefuseTheKeyOfASessionWhenItsTokenIsMissing() throws Exception {
        final SessionCredentials session = open(SessionMode.READ_WRITE);
        AuthenticatorTest.refused(sign(session, request(BUCKET), properties -> {}), Reason.UNKNOWN_KEY);
    }

    @Test
    void shouldRefuseWhenTheSessionKeyIsAnotherOrNone() throws Exception {
        final HttpRequest request = signed(open(SessionMode.READ_WRITE), BUCKET);

        for (final String key : List.of("\"sessionKey\": \"" + "k".repeat(32) + "\",", "")) {
            final CredentialsFile other = file(key);
            assertThatThrownBy(() -> Requests.s3(other, Duration.ZERO).authenticate(request))
                    .isInstanceOfSatisfying(AuthenticationException.class, e -> assertThat(e.reason())
                            .isEqualTo(Reason.SESSION_INVALID));
        }
    }

    @Test
    void shouldRefuseWhenThePrincipalHasLeftTheFile() throws Exception {
        final HttpRequest request = signed(open(SessionMode.READ_WRITE), BUCKET);
        final CredentialsFile without = CredentialsFile.parse("""
                {"sessionKey": "mopup development, known to everybody", "accounts": [{"id": "111122223333",
                  "family": "S3", "users": [{"name": "x", "accessKeyId": "x", "secretAccessKey": "x"}]}]}
                """.getBytes(StandardCharsets.UTF_8), Path.of(""));

        assertThatThrownBy(() -> Requests.s3(without, Duration.ZERO).authenticate(request))
                .hasMessage("The principal of the session is gone");
    }

    /** Without a key in the file nothing that is in the file may be enough to make a session. */
    @Test
    void shouldNotShareSessionsWhenTheFileHasNoKey() throws Exception {
        final CredentialsFile file = file("");
        final Caller root = file.byAccessKey("mopupdev").orElseThrow().caller();
        final HttpRequest request = signed(
                Sessions.of(file, Requests.at(Duration.ZERO)).open(root, BUCKET, SessionMode.READ_WRITE), BUCKET);

        assertThatThrownBy(() -> Requests.s3(file, Duration.ZERO).authenticate(request))
                .hasMessage("The session token was not issued here");
    }

    /** The content of a token can be read by anybody, so it must not be enough to compute the secret. */
    @Test
    void shouldDeriveAnotherSecretWhenTheKeyIsAnother() {
        final byte[] content = {1, 2, 3};
        final Seal one = new Seal(new byte[] {1});
        final Seal other = new Seal(new byte[] {2});

        assertThat(one.secretAccessKey(content)).isNotEqualTo(other.secretAccessKey(content));
        assertThat(one.seal(content)).isNotEqualTo(other.seal(content)).doesNotContain(one.secretAccessKey(content));
        assertThat(other.open(one.seal(content))).isEmpty();
    }

    @Test
    void shouldNotOpenASessionWithASessionOrForCos() {
        final Sessions sessions = Sessions.of(Requests.DEVELOPMENT, Requests.at(Duration.ZERO));
        final Caller cos = new Caller("111122223333", "arn:x", Dialect.COS, SessionMode.NONE, List.of());

        for (final Caller caller : List.of(ROOT.in(SessionMode.READ_ONLY), cos)) {
            assertThatThrownBy(() -> sessions.open(caller, BUCKET, SessionMode.READ_WRITE))
                    .isInstanceOf(AuthenticationException.class);
        }
    }

    private static SessionCredentials open(final SessionMode mode) throws AuthenticationException {
        return Sessions.of(Requests.DEVELOPMENT, Requests.at(Duration.ZERO)).open(ROOT, BUCKET, mode);
    }

    private static HttpRequest signed(final SessionCredentials session, final String bucket) {
        return sign(session, request(bucket).putHeader(TOKEN, session.sessionToken()), properties -> {});
    }

    private static HttpRequest sign(
            final SessionCredentials session,
            final SdkHttpFullRequest.Builder request,
            final Consumer<SignRequest.Builder<AwsCredentialsIdentity>> properties) {
        return Requests.signed(request.build(), new byte[0], SigningService.S3_EXPRESS, keys(session), properties);
    }

    private static AwsCredentialsIdentity keys(final SessionCredentials session) {
        return AwsCredentialsIdentity.create(session.accessKeyId(), session.secretAccessKey());
    }

    private static SessionCredentials of(final SessionCredentials session, final String token) {
        return new SessionCredentials(session.accessKeyId(), session.secretAccessKey(), token, session.expiration());
    }

    private static SdkHttpFullRequest.Builder request(final String bucket) {
        return Requests.to().method(SdkHttpMethod.DELETE).encodedPath("/" + bucket + "/key");
    }

    private static CredentialsFile file(final String sessionKey) {
        return CredentialsFile.parse(
                ("{" + sessionKey
                                + "\"accounts\": [{\"id\": \"111122223333\", \"family\": \"S3\", \"users\": [{\"root\": true,"
                                + "\"accessKeyId\": \"mopupdev\", \"secretAccessKey\": \"mopupdevsecret\"}]}]}")
                        .getBytes(StandardCharsets.UTF_8),
                Path.of(""));
    }

    private static void refused(final HttpRequest request, final Duration later) {
        assertThatThrownBy(() -> Requests.s3(later).authenticate(request))
                .isInstanceOfSatisfying(AuthenticationException.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.SESSION_INVALID));
    }
}
