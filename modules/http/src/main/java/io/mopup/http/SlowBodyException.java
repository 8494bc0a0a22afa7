/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import java.io.IOException;

/** A body comes more slowly than the limits allow. Answered with 408. */
public final class SlowBodyException extends IOException {
    private static final long serialVersionUID = 1L;

    SlowBodyException(final String message) {
        super(message);
    }

    SlowBodyException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
