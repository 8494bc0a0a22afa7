/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.admin;

import io.mopup.contract.query.QueryError;
import io.mopup.contract.query.QueryErrorCode;
import io.mopup.contract.query.QueryJson;
import io.mopup.http.HttpResponse;

/** Answers in JSON. */
public final class AdminAnswers {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final String RETRY_AFTER = "Retry-After";
    private static final String SECONDS = "1";

    private AdminAnswers() {}

    public static HttpResponse ok(final Record answer) {
        return json(OK, answer);
    }

    public static HttpResponse json(final int status, final Record answer) {
        return HttpResponse.bytes(status, QueryJson.CONTENT_TYPE, QueryJson.encode(answer));
    }

    /** A refusal; one that is over soon says when to come back. */
    public static HttpResponse error(final QueryErrorCode code, final String message) {
        final HttpResponse response = json(code.status(), new QueryError(code.name(), message));
        return code.status() == UNAVAILABLE ? response.with(RETRY_AFTER, SECONDS) : response;
    }
}
