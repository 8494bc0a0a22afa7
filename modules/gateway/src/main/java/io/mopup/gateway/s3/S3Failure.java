/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.S3Error;
import java.util.HashMap;
import java.util.Map;

/** A request is refused; it carries the answer. */
public final class S3Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    S3Failure(final Answer answer) {
        super(answer.errorCode(), null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }

    /**
     * A refusal.
     *
     * @param fields names and values of the error document in turn; null values are left out
     */
    public static S3Failure of(final S3Error error, final String... fields) {
        final Map<String, String> named = new HashMap<>();
        for (int i = 0; i + 1 < fields.length; i += 2) {
            if (fields[i + 1] != null) {
                named.put(fields[i], fields[i + 1]);
            }
        }
        return new S3Failure(error.answer(named));
    }

    /** The same with a message that says more than the code does. */
    public S3Failure saying(final String message) {
        return new S3Failure(answer.saying(message));
    }

    static S3Failure invalidArgument(final String name, final String value, final String message) {
        return of(S3Error.INVALID_ARGUMENT, "ArgumentName", name, "ArgumentValue", value).saying(message);
    }
}
