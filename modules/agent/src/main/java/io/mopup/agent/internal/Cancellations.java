/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent.internal;

import java.util.concurrent.CancellationException;

/** Says that work was cut off because the agent stops: it has no result, and its record must come again. */
final class Cancellations {
    private Cancellations() {}

    static CancellationException of(final Throwable cause) {
        final CancellationException cancelled = new CancellationException("The agent is stopping");
        cancelled.initCause(cause);
        return cancelled;
    }
}
