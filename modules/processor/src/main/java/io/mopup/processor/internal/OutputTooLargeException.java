/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

/** A decision leads to a record that no broker would take. Found before anything is written. */
final class OutputTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutputTooLargeException(final String where, final int size, final int limit) {
        super("A record for " + where + " has about " + size + " bytes; the limit is " + limit + ".");
    }
}
