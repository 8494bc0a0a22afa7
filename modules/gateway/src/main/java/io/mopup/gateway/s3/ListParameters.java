/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.dialect.S3Error;
import io.mopup.events.Dialect;
import io.mopup.http.PercentCoding;

/**
 * What every list of objects is asked with.
 *
 * @param delimiter null if none was sent
 * @param max entries and common prefixes together
 * @param encoding null or {@code url}
 */
record ListParameters(String prefix, String delimiter, int max, String encoding) {
    private static final int PAGE = 1000;
    private static final String URL = "url";

    /** @throws S3Failure InvalidArgument */
    static ListParameters of(final S3Call call) {
        final String encoding = call.parameter("encoding-type");
        if (encoding != null && !encoding.equals(URL)) {
            throw S3Failure.invalidArgument("encoding-type", encoding, "Invalid Encoding Method specified in Request");
        }
        final ListParameters sent = new ListParameters(
                orEmpty(call.parameter("prefix")),
                call.parameter("delimiter"),
                Math.min(PAGE, PartNumbers.ofList(call, "max-keys", PAGE)),
                encoding);
        if (call.dialect() == Dialect.S3_DIRECTORY) {
            sent.requireOfDirectory();
        }
        return sent;
    }

    static String orEmpty(final String text) {
        return text == null ? "" : text;
    }

    /** Text as the document has it; null stays null. */
    String encoded(final String text) {
        return encoding == null || text == null ? text : PercentCoding.encodePath(text);
    }

    /** Directory buckets list by directories only. */
    private void requireOfDirectory() {
        if (!orEmpty(delimiter).isEmpty() && !delimiter.equals("/")) {
            throw refused("delimiter", delimiter);
        }
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            throw refused("prefix", prefix);
        }
    }

    private static S3Failure refused(final String name, final String value) {
        return S3Failure.of(S3Error.INVALID_ARGUMENT, "ArgumentName", name, "ArgumentValue", value);
    }
}
