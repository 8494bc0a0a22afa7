/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.admin;

import io.mopup.http.HttpHandler;
import io.mopup.http.HttpResponse;
import java.util.function.Supplier;

/** How a process is, for those who restart it and those who send it work. */
public interface Health {
    /** Answers 200 as long as a restart would not help. */
    String LIVE = "/live";

    /** Answers 200 while it takes work. */
    String READY = "/ready";

    /** The details as JSON. */
    String STATUS = "/status";

    /**
     * The short answer.
     *
     * @param ok whether it is
     * @param state one word that says what it is instead
     */
    record Answer(boolean ok, String state) {}

    Answer live();

    Answer ready();

    Record status();

    /** With the three paths of this. */
    default AdminRoutes addTo(final AdminRoutes routes) {
        return routes.with(LIVE, answer(this::live))
                .with(READY, answer(this::ready))
                .with(STATUS, request -> AdminAnswers.ok(status()));
    }

    private static HttpHandler answer(final Supplier<Answer> question) {
        return request -> {
            final Answer answer = question.get();
            final HttpResponse response = AdminAnswers.json(answer.ok() ? 200 : 503, answer);
            return response.with("Cache-Control", "no-store");
        };
    }
}
