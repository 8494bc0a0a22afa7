/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

/** A command cannot do what was asked; the message is one sentence for the person in front of it. */
final class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CliException(final String message) {
        super(message);
    }

    CliException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
