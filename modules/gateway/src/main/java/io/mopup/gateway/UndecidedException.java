/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway;

/** The processor did not answer in time, or could not be asked. The client may safely ask again. */
public final class UndecidedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UndecidedException(final Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
