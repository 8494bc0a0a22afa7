/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent;

/** An agent cannot start. The message is a sentence for the person who started it: what is wrong, what to do. */
public final class AgentStartupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AgentStartupException(final String message) {
        super(message);
    }

    public AgentStartupException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
