/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.query.QueryErrorCode;
import io.mopup.contract.query.QueryPaths;
import io.mopup.http.HttpRequest;
import io.mopup.http.MalformedRequestException;
import io.mopup.http.PercentCoding;

/** What somebody wants to know. */
sealed interface QueryRequest {
    int MAX_PART_NUMBER = 10_000;

    String uploadId();

    /** Where another instance answers it. */
    String path();

    /** The details of one upload. */
    record Upload(String uploadId) implements QueryRequest {
        @Override
        public String path() {
            return QueryPaths.upload(uploadId);
        }
    }

    /**
     * A page of its parts.
     *
     * @param after part number, 0 for the beginning, at most {@link #MAX_PART_NUMBER}
     */
    record Parts(String uploadId, int after, int limit) implements QueryRequest {
        @Override
        public String path() {
            return QueryPaths.parts(uploadId, after, limit);
        }
    }

    /**
     * Reads a request. Slashes separate; those of an upload id come encoded.
     *
     * @throws QueryException if there is no such query
     */
    static QueryRequest of(final HttpRequest request) {
        final String rest = request.path().substring(QueryPaths.UPLOADS.length());
        final int slash = rest.indexOf('/');
        if (slash < 0) {
            return new Upload(decoded(rest));
        }
        if (!rest.substring(slash).equals(QueryPaths.PARTS)) {
            throw new QueryException(
                    QueryErrorCode.UNKNOWN_PATH,
                    "Behind an upload id there are " + QueryPaths.PARTS + " and " + QueryPaths.HISTORY + ".");
        }
        final int after = number(request, QueryPaths.AFTER, 0, 0, Integer.MAX_VALUE);
        final int limit = number(request, QueryPaths.LIMIT, QueryPaths.LIMIT_DEFAULT, 1, QueryPaths.LIMIT_MAX);
        return new Parts(decoded(rest.substring(0, slash)), Math.min(after, MAX_PART_NUMBER), limit);
    }

    private static String decoded(final String uploadId) {
        try {
            return PercentCoding.decode(uploadId);
        } catch (final MalformedRequestException e) {
            throw new QueryException(QueryErrorCode.INVALID_ARGUMENT, e.getMessage());
        }
    }

    /**
     * A parameter that is a number.
     *
     * @throws QueryException if it is none, or out of bounds
     */
    static int number(
            final HttpRequest request, final String name, final int ifAbsent, final int least, final int most) {
        final String text = request.query().first(name).orElse(Integer.toString(ifAbsent));
        try {
            final int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (final NumberFormatException e) {
            // Falls through: a wrong number and no number at all are told the same.
        }
        throw new QueryException(
                QueryErrorCode.INVALID_ARGUMENT, name + " has to be a number from " + least + " to " + most + ".");
    }
}
