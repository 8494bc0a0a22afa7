/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import io.mopup.events.CommandResult;
import java.util.HashMap;
import java.util.Map;

/**
 * What a dialect answers.
 *
 * @param httpStatus status of the response
 * @param errorCode error code, or null on success
 * @param message message of the error document, or null on success
 * @param fields further fields by the name the dialect gives them
 * @param requestCharged whether {@code x-amz-request-charged: requester} is returned
 */
public record Answer(
        int httpStatus, String errorCode, String message, Map<String, String> fields, boolean requestCharged) {
    /** The field that names the abort that was taken back, by its command id. */
    public static final String CANCELLED = "mopup-cancelled-abort";

    /** The answer that a result carries. */
    public static Answer of(final CommandResult result) {
        return new Answer(
                result.getHttpStatus(),
                result.getErrorCode(),
                result.getMessage(),
                result.getFields(),
                result.getRequestCharged());
    }

    /** The answer where no dialect could be asked. */
    public static Answer unknownDialect(final String message) {
        return new Answer(400, "InvalidRequest", message, Map.of(), false);
    }

    /** A success without a body. */
    public static Answer done(final int httpStatus) {
        return success(httpStatus, Map.of());
    }

    /** An abort was accepted and is held until then (ISO 8601). */
    public static Answer held(final String until) {
        return success(202, Map.of("mopup-held-until", until));
    }

    /** The command took back an abort that was held. */
    public static Answer cancelled(final String abortCommandId) {
        return success(200, Map.of(CANCELLED, abortCommandId));
    }

    /** An error that no API has, for commands that are Mopup's own. */
    public static Answer own(final int httpStatus, final String errorCode, final String message) {
        return new Answer(httpStatus, errorCode, message, Map.of(), false);
    }

    static Answer success(final int httpStatus, final Map<String, String> fields) {
        return new Answer(httpStatus, null, null, fields, false);
    }

    /** The same fields, one of them, if it is there, by another name. */
    static Map<String, String> renamed(final Map<String, String> fields, final String from, final String to) {
        final Map<String, String> all = new HashMap<>(fields);
        final String value = all.remove(from);
        if (value != null) {
            all.put(to, value);
        }
        return all;
    }

    /** The same with a message that says more than the code does. */
    public Answer saying(final String detail) {
        return new Answer(httpStatus, errorCode, detail, fields, requestCharged);
    }

    Answer charged(final boolean charged) {
        return new Answer(httpStatus, errorCode, message, fields, charged);
    }
}
