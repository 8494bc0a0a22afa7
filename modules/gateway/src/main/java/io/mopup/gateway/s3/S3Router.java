/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.dialect.S3Error;
import io.mopup.gateway.s3.S3Target.Level;
import io.mopup.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which operation a request asks for: method, path and query decide, before anything else is looked at. */
final class S3Router {
    /** Every parameter that makes another operation of a request, in the order in which they are looked for. */
    private static final List<String> SUBRESOURCES = Arrays.stream(S3Operation.values())
            .map(S3Operation::subresource)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    /** Parameters of operations that the API has and this gateway has not. */
    private static final Set<String> ELSEWHERE = Set.of(
            "accelerate",
            "acl",
            "analytics",
            "attributes",
            "cors",
            "encryption",
            "intelligent-tiering",
            "inventory",
            "legal-hold",
            "logging",
            "metrics",
            "notification",
            "object-lock",
            "ownershipControls",
            "policy",
            "policyStatus",
            "publicAccessBlock",
            "replication",
            "requestPayment",
            "restore",
            "retention",
            "select",
            "tagging",
            "torrent",
            "versioning",
            "website");

    private S3Router() {}

    /**
     * The operation.
     *
     * @throws S3Failure if there is none: NotImplemented, MethodNotAllowed, or InvalidRequest where a key is missing or
     *     one too many
     */
    static S3Operation route(final HttpRequest request, final S3Target target) {
        final Level level = target.level();
        ELSEWHERE.stream().filter(request.query()::has).findFirst().ifPresent(name -> {
            throw S3Failure.of(S3Error.NOT_IMPLEMENTED, "Header", name)
                    .saying("The operation with ?" + name + " is not implemented.");
        });
        final String subresource = subresource(request);
        requireRightLevel(request, subresource, level);
        return named(level, subresource)
                .filter(operation -> operation.method().equals(request.method()))
                .findFirst()
                .orElseThrow(() -> noSuchMethod(request, level, subresource));
    }

    /** The methods that a resource takes, for the Allow header. */
    static String allowed(final HttpRequest request, final S3Target target) {
        final String subresource = subresource(request);
        return named(target.level(), subresource)
                .map(S3Operation::method)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String subresource(final HttpRequest request) {
        return SUBRESOURCES.stream().filter(request.query()::has).findFirst().orElse("");
    }

    private static void requireRightLevel(final HttpRequest request, final String subresource, final Level level) {
        if (level == Level.BUCKET && subresource.equals("uploadId")) {
            throw S3Failure.of(S3Error.INVALID_REQUEST).saying("A key must be specified");
        }
        if (level == Level.OBJECT
                && subresource.equals("uploads")
                && request.method().equals("GET")) {
            throw S3Failure.of(S3Error.INVALID_REQUEST)
                    .saying("Key is not expected for the GET method ?uploads subresource");
        }
    }

    private static S3Failure noSuchMethod(final HttpRequest request, final Level level, final String subresource) {
        if (subresource.isEmpty() && level != Level.SERVICE && request.method().equals("POST")) {
            // Uploads of web forms, which the API has.
            return S3Failure.of(S3Error.NOT_IMPLEMENTED).saying("This use of POST is not implemented.");
        }
        return S3Failure.of(
                S3Error.METHOD_NOT_ALLOWED,
                "Method",
                request.method(),
                "ResourceType",
                subresource.isEmpty() ? level.name() : subresource.toUpperCase(Locale.ROOT));
    }

    private static Stream<S3Operation> named(final Level level, final String subresource) {
        return Arrays.stream(S3Operation.values())
                .filter(operation ->
                        operation.level() == level && operation.subresource().equals(subresource));
    }
}
