/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

/** A client has no way to ask for this; the message says why. */
final class Inexpressible extends Exception {
    private static final long serialVersionUID = 1L;

    Inexpressible(final String reason) {
        super(reason);
    }
}
