/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import java.io.IOException;

/** An answer is read more slowly than the limits allow. The connection is closed. */
final class SlowReaderException extends IOException {
    private static final long serialVersionUID = 1L;

    SlowReaderException(final String message) {
        super(message);
    }
}
