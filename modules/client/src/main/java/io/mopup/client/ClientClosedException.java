/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client;

/** The client was closed before a result came. A command that was published is decided nevertheless. */
public final class ClientClosedException extends MopupClientException {
    private static final long serialVersionUID = 1L;

    public ClientClosedException() {
        super("The client is closed.");
    }
}
