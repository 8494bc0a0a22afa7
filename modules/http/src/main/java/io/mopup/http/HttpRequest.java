/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import java.io.InputStream;
import java.util.Optional;

/**
 * A request as it came in.
 *
 * @param id names this request in answers and logs
 * @param method in upper case
 * @param path raw, as sent, begins with a slash
 * @param query decoded
 * @param body to be read once; reading it answers {@code Expect: 100-continue}
 */
public record HttpRequest(String id, String method, String path, Query query, Headers headers, InputStream body) {

    /** The same with another body, such as one that is checked while it is read. */
    public HttpRequest withBody(final InputStream other) {
        return new HttpRequest(id, method, path, query, headers, other);
    }

    public Optional<String> header(final String name) {
        return headers.first(name);
    }

    /** The host that was asked, without its port; empty if none was named. */
    public String host() {
        final String host = header("Host").orElse("");
        final int port = host.lastIndexOf(':');
        // An IPv6 address has colons of its own, inside brackets.
        return port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    }

    /** Without headers and values of the query: they carry signatures, session tokens and bearer tokens. */
    @Override
    public String toString() {
        return "HttpRequest[" + id + " " + method + " " + path + " " + query + "]";
    }
}
