/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.glacier;

import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.GlacierError;

/** A request is refused; it carries the answer. */
final class GlacierFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    GlacierFailure(final Answer answer) {
        super(answer.errorCode(), null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }

    static GlacierFailure of(final GlacierError error, final String message) {
        return new GlacierFailure(error.answer(message));
    }

    static void raise(final Answer answer) {
        throw new GlacierFailure(answer);
    }
}
