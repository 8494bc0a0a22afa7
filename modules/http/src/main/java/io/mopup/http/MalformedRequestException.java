/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

/** A request that no protocol can read. */
public final class MalformedRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedRequestException(final String message) {
        super(message);
    }

    public MalformedRequestException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
