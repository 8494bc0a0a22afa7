/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.gateway.http.HttpRequest;
import io.mopup.gateway.http.PercentCoding;
import io.mopup.gateway.http.Query.Parameter;
import java.util.Comparator;
import java.util.stream.Collectors;

/** A request in the one form in which both sides hash it. */
final class CanonicalRequest {
    private CanonicalRequest() {}

    /**
     * The text.
     *
     * @param payload hex SHA-256 of the body, or the word that stands for it
     * @throws io.mopup.gateway.http.MalformedRequestException if the path cannot be decoded
     */
    static String of(final HttpRequest request, final Authorization authorization, final String payload) {
        return String.join(
                "\n",
                request.method(),
                path(request.path(), authorization.credential().service()),
                query(request, authorization.presigned()),
                headers(request, authorization),
                String.join(";", authorization.signedHeaders()),
                payload);
    }

    /**
     * The names of objects are not paths, so S3 neither resolves dots nor encodes twice. It is decoded first, because
     * clients disagree on which characters need encoding and all of them sign the text in which everything is encoded.
     */
    private static String path(final String raw, final SigningService service) {
        return service == SigningService.GLACIER
                ? PercentCoding.encodePath(CanonicalPath.normalised(raw))
                : PercentCoding.encodePath(PercentCoding.decode(raw));
    }

    private static String query(final HttpRequest request, final boolean presigned) {
        return request.query().parameters().stream()
                .filter(parameter -> !presigned || !parameter.name().equals(QueryAuthorization.SIGNATURE))
                .map(parameter ->
                        new Parameter(PercentCoding.encode(parameter.name()), PercentCoding.encode(parameter.value())))
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
    }

    /** One line each, and an empty line behind the last. */
    private static String headers(final HttpRequest request, final Authorization authorization) {
        return authorization.signedHeaders().stream()
                .map(name -> name + ":"
                        + request.headers().all(name).stream()
                                .map(value -> value.strip().replaceAll("\\s+", " "))
                                .collect(Collectors.joining(","))
                        + "\n")
                .collect(Collectors.joining());
    }
}
