/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

/** The server cannot be started or stopped. */
public final class HttpServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HttpServerException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
