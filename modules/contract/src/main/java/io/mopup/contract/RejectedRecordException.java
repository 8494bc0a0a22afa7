/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

/** A record that can never be used as it is. */
public final class RejectedRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ReasonCode reason;

    public RejectedRecordException(final ReasonCode reason, final String detail) {
        this(reason, detail, null);
    }

    public RejectedRecordException(final ReasonCode reason, final String detail, final Throwable cause) {
        super(detail, cause);
        this.reason = reason;
    }

    /** Why. */
    public ReasonCode reason() {
        return reason;
    }
}
