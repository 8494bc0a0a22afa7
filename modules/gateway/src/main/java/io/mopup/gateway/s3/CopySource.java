/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.dialect.S3Error;
import io.mopup.http.PercentCoding;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a part is copied from.
 *
 * @param sentRange x-amz-copy-source-range, or null for the whole object
 */
record CopySource(String bucket, String key, String sentRange) {
    private static final String SOURCE = "x-amz-copy-source";
    private static final String RANGE = "x-amz-copy-source-range";
    private static final Pattern BYTES = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})");

    /** Bytes of the source. */
    record Range(long first, long length) {}

    /**
     * Reads the headers of a call.
     *
     * @throws S3Failure InvalidArgument
     */
    static CopySource of(final S3Call call) {
        final String sent = call.header(SOURCE);
        final int query = sent.indexOf("?versionId=");
        final String path = PercentCoding.decode(query < 0 ? sent : sent.substring(0, query));
        final String plain = path.startsWith("/") ? path.substring(1) : path;
        final int slash = plain.indexOf('/');
        if (slash <= 0 || slash == plain.length() - 1) {
            throw S3Failure.invalidArgument(SOURCE, sent, "Copy Source must mention the source bucket and key");
        }
        return new CopySource(plain.substring(0, slash), plain.substring(slash + 1), call.header(RANGE));
    }

    /**
     * The bytes that are meant.
     *
     * @param size of the source
     * @throws S3Failure InvalidArgument or InvalidRequest
     */
    Range range(final long size) {
        if (sentRange == null) {
            return new Range(0, size);
        }
        final Matcher matcher = BYTES.matcher(sentRange);
        if (!matcher.matches()) {
            throw S3Failure.invalidArgument(
                    RANGE,
                    sentRange,
                    "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the"
                            + " zero-based offsets of the first and last bytes to copy");
        }
        final long first = Long.parseLong(matcher.group(1));
        final long last = Long.parseLong(matcher.group(2));
        if (first >= size) {
            throw S3Failure.of(S3Error.INVALID_REQUEST)
                    .saying("The specified copy range is invalid for the source object size");
        }
        if (last < first || last >= size) {
            throw S3Failure.invalidArgument(
                    RANGE, sentRange, "Range specified is not valid for source object of size: " + size);
        }
        return new Range(first, last - first + 1);
    }
}
