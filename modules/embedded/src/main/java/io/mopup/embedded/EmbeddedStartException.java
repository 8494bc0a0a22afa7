/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded;

/** An embedded server did not start. The message is a sentence for the person in front of it: what happened, what to do. */
public final class EmbeddedStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EmbeddedStartException(final String message) {
        super(message);
    }

    public EmbeddedStartException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
