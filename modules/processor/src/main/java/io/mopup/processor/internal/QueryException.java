/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.query.QueryErrorCode;

/** A query is not answered; whoever asked is told why. */
final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final QueryErrorCode code;

    QueryException(final QueryErrorCode code, final String message) {
        super(message);
        this.code = code;
    }

    QueryException(final QueryErrorCode code, final String message, final Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    QueryErrorCode code() {
        return code;
    }
}
