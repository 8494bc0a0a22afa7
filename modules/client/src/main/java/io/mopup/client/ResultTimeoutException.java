/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client;

import java.time.Duration;

/** No result came in time. The command may still be decided: the result is found under the same command id. */
public final class ResultTimeoutException extends MopupClientException {
    private static final long serialVersionUID = 1L;

    private final String commandId;

    public ResultTimeoutException(final String commandId, final Duration waited, final Throwable cause) {
        super(
                "No result for command " + commandId + " within " + waited.toMillis()
                        + " ms. It may still be decided; sending it again under the same command id is safe.",
                cause);
        this.commandId = commandId;
    }

    /** The command to repeat. */
    public String commandId() {
        return commandId;
    }
}
