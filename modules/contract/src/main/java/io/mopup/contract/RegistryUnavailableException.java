/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

/** The schema registry did not answer; the record in hand is untouched and has to be tried again. */
public final class RegistryUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RegistryUnavailableException(final Throwable cause) {
        super("The schema registry does not answer; waiting for it. Nothing is lost meanwhile.", cause);
    }
}
