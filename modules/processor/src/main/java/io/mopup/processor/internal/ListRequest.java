/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.query.Identity;
import io.mopup.contract.query.QueryErrorCode;
import io.mopup.contract.query.QueryPaths;
import io.mopup.contract.query.UploadDetails;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadStatus;
import io.mopup.http.HttpRequest;
import io.mopup.http.PercentCoding;
import io.mopup.http.Query;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which uploads somebody wants to see; null is what does not matter.
 *
 * @param container whole name
 * @param keyPrefix what the key begins with
 * @param text that the upload id, the key or the container contains
 * @param limit of one page
 * @param partial whether a part of the installation is better than an error
 * @param sent the parameters as they came, for the instances that are asked too
 */
record ListRequest(
        UploadStatus status,
        ReclaimState reclaim,
        String container,
        String keyPrefix,
        String text,
        ListPosition after,
        int limit,
        boolean partial,
        Query sent) {
    private static final List<String> KNOWN = List.of(
            QueryPaths.STATUS,
            QueryPaths.RECLAIM,
            QueryPaths.CONTAINER,
            QueryPaths.KEY_PREFIX,
            QueryPaths.TEXT,
            QueryPaths.AFTER,
            QueryPaths.LIMIT,
            QueryPaths.PARTIAL);

    /**
     * Reads a request.
     *
     * @throws QueryException if a parameter is unknown or has no such value
     */
    static ListRequest of(final HttpRequest request) {
        final Query query = request.query();
        query.parameters().stream()
                .filter(parameter -> !KNOWN.contains(parameter.name()))
                .findFirst()
                .ifPresent(parameter -> {
                    // A typing error would silently show all uploads.
                    throw invalid("There are " + String.join(", ", KNOWN) + ".");
                });
        return new ListRequest(
                symbol(query, QueryPaths.STATUS, UploadStatus.class),
                symbol(query, QueryPaths.RECLAIM, ReclaimState.class),
                text(query, QueryPaths.CONTAINER),
                text(query, QueryPaths.KEY_PREFIX),
                text(query, QueryPaths.TEXT),
                query.first(QueryPaths.AFTER)
                        .filter(after -> !after.isEmpty())
                        .map(ListPosition::parse)
                        .orElse(ListPosition.START),
                QueryRequest.number(
                        request, QueryPaths.LIMIT, QueryPaths.LIST_LIMIT_DEFAULT, 1, QueryPaths.LIST_LIMIT_MAX),
                query.first(QueryPaths.PARTIAL).filter("true"::equals).isPresent(),
                query);
    }

    boolean matches(final UploadDetails upload) {
        final Identity identity = upload.upload();
        return (status == null || status == upload.status())
                && (reclaim == null || reclaim == upload.reclaim())
                && (container == null || container.equals(identity.container()))
                && (keyPrefix == null
                        || identity.key() != null && identity.key().startsWith(keyPrefix))
                && (text == null || containsText(identity));
    }

    /** Where another instance answers the same. */
    String path() {
        return QueryPaths.LIST
                + sent.parameters().stream()
                        .map(parameter ->
                                PercentCoding.encode(parameter.name()) + '=' + PercentCoding.encode(parameter.value()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private boolean containsText(final Identity identity) {
        return identity.uploadId().contains(text)
                || identity.container().contains(text)
                || identity.key() != null && identity.key().contains(text);
    }

    private static String text(final Query query, final String name) {
        return query.first(name).filter(value -> !value.isEmpty()).orElse(null);
    }

    private static <E extends Enum<E>> E symbol(final Query query, final String name, final Class<E> type) {
        final String value = text(query, name);
        if (value == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(symbol -> symbol.name().equals(value))
                .findFirst()
                .orElseThrow(
                        () -> invalid(name + " has to be one of " + Arrays.toString(type.getEnumConstants()) + "."));
    }

    private static QueryException invalid(final String message) {
        return new QueryException(QueryErrorCode.INVALID_ARGUMENT, message);
    }
}
