/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** Servers on free ports. */
final class Servers {
    /** So short that no test waits long. */
    static final HttpLimits SHORT =
            new HttpLimits(16 << 10, Duration.ofMillis(300), Duration.ofMillis(700), 1 << 20, 1 << 20, 64, 32);

    private Servers() {}

    static HttpServer of(final HttpHandler handler) {
        return of(HttpLimits.DEFAULT, handler);
    }

    static HttpServer of(final HttpLimits limits, final HttpHandler handler) {
        return of(limits, Optional.empty(), handler);
    }

    static HttpServer of(final HttpLimits limits, final Optional<Tls> tls, final HttpHandler handler) {
        return HttpServer.start("test", new InetSocketAddress("127.0.0.1", 0), limits, tls, handler);
    }

    static HttpResponse text(final int status, final String text) {
        return HttpResponse.bytes(status, "text/plain", text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
