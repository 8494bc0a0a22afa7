/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.admin.AdminRoutes;
import io.mopup.http.HttpHandler;
import io.mopup.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The page, its style and its script, out of the jar. */
final class ConsoleFiles {
    private static final String DIRECTORY = "/io/mopup/processor/console/";
    private static final int OK = 200;

    /** Nothing but these files and the queries of this port: a key that became markup could load and send nothing. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            // The next release has other files under the same names.
            "Cache-Control",
            "no-cache");

    private ConsoleFiles() {}

    static AdminRoutes addTo(final AdminRoutes routes) {
        final HttpHandler page = file("index.html", "text/html; charset=utf-8");
        return routes.with("/", page)
                .with("/console", page)
                .with("/console/console.css", file("console.css", "text/css; charset=utf-8"))
                .with("/console/console.js", file("console.js", "text/javascript; charset=utf-8"))
                .with("/console/chart.js", file("chart.js", "text/javascript; charset=utf-8"))
                .with("/console/words.js", file("words.js", "text/javascript; charset=utf-8"))
                .with("/console/icon.svg", file("icon.svg", "image/svg+xml"));
    }

    private static HttpHandler file(final String name, final String type) {
        try (InputStream in = ConsoleFiles.class.getResourceAsStream(DIRECTORY + name)) {
            final HttpResponse file =
                    HttpResponse.bytes(OK, type, in.readAllBytes()).with(HEADERS);
            return request -> file;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
