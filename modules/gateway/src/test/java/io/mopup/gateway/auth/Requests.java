/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.http.Headers;
import io.mopup.http.HttpRequest;
import io.mopup.http.Query;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Requests that the signer of the AWS SDK has signed. */
final class Requests {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final AwsCredentialsIdentity KEYS = AwsCredentialsIdentity.create("mopupdev", "mopupdevsecret");
    static final CredentialsFile DEVELOPMENT = CredentialsFile.development();

    private Requests() {}

    /** A builder with the host of the gateway. */
    static SdkHttpFullRequest.Builder to() {
        return SdkHttpFullRequest.builder()
                .protocol("https")
                .host("gateway.example")
                .port(8443);
    }

    static HttpRequest signed(final SdkHttpRequest request, final byte[] body, final SigningService service) {
        return signed(request, body, service, KEYS, properties -> {});
    }

    static HttpRequest signed(
            final SdkHttpRequest request,
            final byte[] body,
            final SigningService service,
            final AwsCredentialsIdentity keys,
            final Consumer<SignRequest.Builder<AwsCredentialsIdentity>> properties) {
        final SignedRequest signed = AwsV4HttpSigner.create().sign(builder -> {
            builder.identity(keys)
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(HttpSigner.SIGNING_CLOCK, at(Duration.ZERO))
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service.scope())
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                    .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, service == SigningService.GLACIER)
                    .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, service == SigningService.GLACIER);
            properties.accept(builder);
        });
        return received(signed.request(), signed.payload().map(ContentStreamProvider::newStream));
    }

    static HttpRequest presigned(final SdkHttpRequest request, final Duration lifetime) {
        return signed(request, new byte[0], SigningService.S3, KEYS, inQuery(lifetime));
    }

    static Consumer<SignRequest.Builder<AwsCredentialsIdentity>> inQuery(final Duration lifetime) {
        return builder -> builder.putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, lifetime)
                .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false);
    }

    /** As it comes out of the wire, with a length if the signer did not set one. */
    private static HttpRequest received(final SdkHttpRequest request, final Optional<InputStream> payload) {
        final byte[] body = payload.map(Requests::bytes).orElse(new byte[0]);
        final Map<String, List<String>> headers = new LinkedHashMap<>(request.headers());
        if (headers.keySet().stream().noneMatch("Content-Length"::equalsIgnoreCase)) {
            headers.put("Content-Length", List.of(String.valueOf(body.length)));
        }
        headers.put("User-Agent", List.of("test"));
        return new HttpRequest(
                "id",
                request.method().name(),
                request.encodedPath(),
                Query.parse(request.encodedQueryParameters().orElse(null)),
                new Headers(headers),
                new ByteArrayInputStream(body));
    }

    /** The same with one header changed; no value at all takes it away. */
    static HttpRequest with(final HttpRequest request, final String name, final String... values) {
        final Map<String, List<String>> headers = new LinkedHashMap<>();
        request.headers()
                .names()
                .forEach(each -> headers.put(each, request.headers().all(each)));
        headers.keySet().removeIf(name::equalsIgnoreCase);
        if (values.length > 0) {
            headers.put(name, List.of(values));
        }
        return new HttpRequest(
                request.id(), request.method(), request.path(), request.query(), new Headers(headers), request.body());
    }

    /** The same with one parameter changed; no value at all takes it away. */
    static HttpRequest withParameter(final HttpRequest request, final String name, final String... values) {
        final List<Query.Parameter> parameters = new ArrayList<>(request.query().parameters());
        parameters.removeIf(parameter -> parameter.name().equals(name));
        for (final String value : values) {
            parameters.add(new Query.Parameter(name, value));
        }
        return new HttpRequest(
                request.id(),
                request.method(),
                request.path(),
                new Query(parameters),
                request.headers(),
                request.body());
    }

    static Authenticator s3(final Duration later) {
        return s3(DEVELOPMENT, later);
    }

    /** The bucket is the first segment of the path. */
    static Authenticator s3(final CredentialsFile file, final Duration later) {
        return Authenticator.s3(
                file,
                at(later),
                Sessions.of(file, at(later)),
                request -> Optional.of(request.path().split("/", -1)[1]));
    }

    static Authenticator glacier(final Duration later) {
        return Authenticator.glacier(DEVELOPMENT, at(later), Sessions.of(DEVELOPMENT, at(later)));
    }

    static Clock at(final Duration later) {
        return Clock.fixed(NOW.plus(later), ZoneOffset.UTC);
    }

    static byte[] bytes(final InputStream in) {
        try {
            return in.readAllBytes();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
