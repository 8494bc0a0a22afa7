/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.admin.AdminAnswers;
import io.mopup.contract.query.QueryErrorCode;
import io.mopup.contract.query.QueryPaths;
import io.mopup.http.HttpHandler;
import io.mopup.http.HttpRequest;
import io.mopup.http.HttpResponse;
import io.mopup.http.MalformedRequestException;
import io.mopup.http.PercentCoding;
import java.util.Map;

/** Answers from the events that this instance reads: those of one upload, and all of them as they come. */
record EventHandlers(LifecycleFollower follower) {
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final int OK = 200;
    private static final int LIMIT_DEFAULT = 500;
    private static final int LIMIT_MAX = 10_000;

    /** Whether this asks for the events of one upload. Slashes of an upload id come encoded. */
    static boolean isHistory(final HttpRequest request) {
        return request.path().endsWith(QueryPaths.HISTORY)
                && request.path().indexOf('/', QueryPaths.UPLOADS.length())
                        == request.path().length() - QueryPaths.HISTORY.length();
    }

    /** The events of one upload if that is what is asked for, anything else from somebody else. */
    HttpHandler historyOr(final HttpHandler other) {
        return request -> isHistory(request) ? history(request) : other.handle(request);
    }

    HttpResponse history(final HttpRequest request) {
        try {
            final int limit = QueryRequest.number(request, QueryPaths.LIMIT, LIMIT_DEFAULT, 1, LIMIT_MAX);
            final String encoded = request.path()
                    .substring(QueryPaths.UPLOADS.length(), request.path().length() - QueryPaths.HISTORY.length());
            return AdminAnswers.ok(follower.history(PercentCoding.decode(encoded), limit));
        } catch (final QueryException e) {
            return AdminAnswers.error(e.code(), e.getMessage());
        } catch (final MalformedRequestException e) {
            return AdminAnswers.error(QueryErrorCode.INVALID_ARGUMENT, e.getMessage());
        }
    }

    HttpResponse events(final HttpRequest request) {
        try {
            return new HttpResponse(
                    OK,
                    Map.of(
                            "Content-Type",
                            ServerSentEvents.CONTENT_TYPE,
                            "Cache-Control",
                            "no-store",
                            "X-Accel-Buffering",
                            "no"),
                    new HttpResponse.Content.Live(
                            follower.listen(request.header(LAST_EVENT_ID).orElse(null))));
        } catch (final QueryException e) {
            return AdminAnswers.error(e.code(), e.getMessage());
        }
    }
}
