/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor;

/** A processor cannot start. The message is a sentence for the person who started it: what is wrong, what to do. */
public final class StartupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartupException(final String message) {
        super(message);
    }

    public StartupException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
