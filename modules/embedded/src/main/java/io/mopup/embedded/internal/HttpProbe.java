/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded.internal;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks whether an HTTP server answers yet. */
public final class HttpProbe {

    private static final int TIMEOUT_MS = 2_000;

    private HttpProbe() {}

    /** Whether a GET of {@code url} is answered with 200 within 2 s. */
    public static boolean succeeds(final String url) {
        try {
            final HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (final IOException e) {
            return false;
        }
    }
}
