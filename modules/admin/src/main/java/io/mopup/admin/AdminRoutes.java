/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.admin;

import io.mopup.contract.query.QueryErrorCode;
import io.mopup.http.HttpHandler;
import io.mopup.http.HttpRequest;
import io.mopup.http.HttpResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is answered under which path. A path that ends with a slash stands for all paths that begin with it. */
public final class AdminRoutes implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(AdminRoutes.class);

    private final Map<String, HttpHandler> routes;

    private AdminRoutes(final Map<String, HttpHandler> routes) {
        this.routes = routes;
    }

    public static AdminRoutes none() {
        return new AdminRoutes(Map.of());
    }

    /** The same with one more. */
    public AdminRoutes with(final String path, final HttpHandler handler) {
        final Map<String, HttpHandler> all = new TreeMap<>(routes);
        all.put(path, handler);
        return new AdminRoutes(all);
    }

    @Override
    public HttpResponse handle(final HttpRequest request) throws IOException {
        final Optional<HttpHandler> handler = handler(request.path());
        if (handler.isEmpty()) {
            return AdminAnswers.error(
                    QueryErrorCode.UNKNOWN_PATH, "There are " + String.join(", ", routes.keySet()) + ".");
        }
        if (!request.method().equals("GET")) {
            return AdminAnswers.error(QueryErrorCode.METHOD_NOT_ALLOWED, "Everything here is read with GET.");
        }
        try {
            return handler.get().handle(request);
        } catch (final RuntimeException e) {
            LOG.error("{} {} {} failed", request.id(), request.method(), request.path(), e);
            return AdminAnswers.error(
                    QueryErrorCode.INTERNAL_ERROR, "See the log of this instance for " + request.id() + ".");
        }
    }

    private Optional<HttpHandler> handler(final String path) {
        final HttpHandler exact = routes.get(path);
        return exact != null
                ? Optional.of(exact)
                : routes.keySet().stream()
                        .filter(prefix -> prefix.endsWith("/") && prefix.length() > 1 && path.startsWith(prefix))
                        .max(Comparator.comparing(String::length))
                        .map(routes::get);
    }
}
