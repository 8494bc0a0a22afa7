/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

/** The credentials file cannot be used. Names the place and never the value: a value may be a secret. */
public final class CredentialsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CredentialsException(final String message) {
        super(message);
    }
}
