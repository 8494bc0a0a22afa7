/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks;

/** A benchmark could not be carried out; the message says which and why. */
public final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BenchException(final String message) {
        super(message);
    }

    public BenchException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
