/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * One request as it goes over the wire, for what no SDK can say or shows of an answer: signed by the signer of the AWS
 * SDK, sent by the HTTP client of the JDK.
 */
final class WireRequest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** What the HTTP client writes itself. */
    private static final Set<String> OWN = Set.of("host", "content-length");

    private final URI endpoint;
    private final SdkHttpFullRequest.Builder request;
    private String service;
    private String user = "mopupdev";
    private DirectorySession session;
    private byte[] body = new byte[0];

    private WireRequest(final String url, final String service, final String method, final String path) {
        this.endpoint = URI.create(url);
        this.service = service;
        this.request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.fromValue(method))
                .uri(endpoint)
                .encodedPath(path);
    }

    /** By the root user of the first account, unless {@link #by} says something else. */
    static WireRequest s3(final String method, final String path) {
        return new WireRequest(RealStack.get().s3Url(), "s3", method, path);
    }

    static WireRequest glacier(final String method, final String path) {
        return new WireRequest(RealStack.get().glacierUrl(), "glacier", method, path)
                .header("x-amz-glacier-version", "2012-06-01");
    }

    WireRequest by(final String accessKey) {
        user = accessKey;
        session = null;
        return this;
    }

    /** With a token instead of a signature. */
    WireRequest bearer(final String token) {
        user = null;
        session = null;
        return header("Authorization", "Bearer " + token);
    }

    /** With the keys of a session, as an SDK signs requests to directory buckets. */
    WireRequest in(final DirectorySession opened) {
        session = opened;
        service = "s3express";
        return header("x-amz-s3session-token", opened.token());
    }

    WireRequest query(final String name, final String value) {
        request.putRawQueryParameter(name, value);
        return this;
    }

    WireRequest header(final String name, final String value) {
        request.putHeader(name, value);
        return this;
    }

    WireRequest without(final String header) {
        request.removeHeader(header);
        return this;
    }

    WireRequest body(final byte[] bytes) {
        body = bytes.clone();
        return this;
    }

    /** Asks for another host at the same address. */
    WireRequest host(final String name) {
        request.host(name);
        return this;
    }

    String method() {
        return request.method().name();
    }

    /** As it stands in the request line, without the query. */
    String path() {
        return request.encodedPath();
    }

    /** The query by name; empty where there is no value. */
    Map<String, String> query() {
        final Map<String, String> query = new LinkedHashMap<>();
        request.rawQueryParameters().forEach((name, values) -> query.put(name, only(values)));
        return query;
    }

    /** What is sent besides what a signature adds. */
    Map<String, String> headers() {
        final Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach((name, values) -> headers.put(name, only(values)));
        return headers;
    }

    byte[] body() {
        return body.clone();
    }

    /** s3, s3express or glacier. */
    String service() {
        return service;
    }

    /** Whose keys sign, or signed when the session was opened; null with a token. */
    String user() {
        return user;
    }

    /** Null without one. */
    DirectorySession session() {
        return session;
    }

    boolean isAtAnotherHost() {
        return !request.host().equals(endpoint.getHost());
    }

    WireAnswer send() throws IOException, InterruptedException {
        final SdkHttpRequest signed = user == null ? request.build() : signed();
        final String query =
                signed.encodedQueryParameters().map(text -> "?" + text).orElse("");
        final HttpRequest.Builder sent = HttpRequest.newBuilder(URI.create(endpoint + signed.encodedPath() + query))
                .method(signed.method().name(), HttpRequest.BodyPublishers.ofByteArray(body));
        signed.headers().entrySet().stream()
                .filter(header -> !OWN.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .forEach(header -> header.getValue().forEach(value -> sent.header(header.getKey(), value)));
        sent.header("Host", signed.host() + ":" + endpoint.getPort());
        final HttpResponse<byte[]> response = CLIENT.send(sent.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new WireAnswer(response.statusCode(), headers(response), response.body());
    }

    private SdkHttpRequest signed() {
        return AwsV4HttpSigner.create()
                .sign(signing -> signing.identity(keys())
                        .request(request.build())
                        .payload(() -> new ByteArrayInputStream(body))
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, service.equals("glacier"))
                        .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, service.equals("glacier")))
                .request();
    }

    /** Headers of an answer, by lower-case name. */
    static Map<String, List<String>> headers(final HttpResponse<?> response) {
        return response.headers().map().entrySet().stream()
                .collect(Collectors.toMap(header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    }

    private AwsCredentialsIdentity keys() {
        return session == null
                ? AwsCredentialsIdentity.create(user, user + "secret")
                : AwsCredentialsIdentity.create(session.accessKeyId(), session.secretAccessKey());
    }

    private static String only(final List<String> values) {
        return values == null || values.isEmpty() || values.get(0) == null ? "" : values.get(0);
    }
}
