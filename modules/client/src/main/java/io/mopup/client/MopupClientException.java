/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client;

/** Something between this client and Mopup failed; the message says what, and what to do. */
public class MopupClientException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MopupClientException(final String message) {
        super(message);
    }

    public MopupClientException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
