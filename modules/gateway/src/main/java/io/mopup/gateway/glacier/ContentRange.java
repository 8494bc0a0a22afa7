/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.glacier;

import io.mopup.core.dialect.GlacierError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in the archive a part lies.
 *
 * @param first offset of its first byte
 * @param last offset of its last byte
 */
record ContentRange(long first, long last) {
    private static final Pattern HEADER = Pattern.compile("bytes[ =](\\d{1,18})-(\\d{1,18})/\\*");
    private static final long MAX_PARTS = 10_000;

    /**
     * Reads a header such as {@code bytes 0-1048575/*}.
     *
     * @throws GlacierFailure InvalidParameterValue
     */
    static ContentRange parse(final String header) {
        final Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            throw invalid("Invalid Content-Range: " + header);
        }
        final ContentRange range = new ContentRange(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
        if (range.last < range.first) {
            throw invalid("Invalid Content-Range: " + header);
        }
        return range;
    }

    long length() {
        return last - first + 1;
    }

    /**
     * The number of the part that this range is.
     *
     * @param partSize that the upload was created with, in bytes
     * @throws GlacierFailure InvalidParameterValue, if it is none
     */
    int partNumber(final long partSize) {
        if (first % partSize != 0 || length() > partSize) {
            throw invalid("Invalid Content-Range: bytes " + first + "-" + last + "/*. A range begins at a multiple of"
                    + " the part size of " + partSize + " bytes and is not longer.");
        }
        final long number = first / partSize + 1;
        if (number > MAX_PARTS) {
            throw invalid("This is part number " + number
                    + " for the current multipart upload. It exceeds the limit of " + MAX_PARTS + " parts.");
        }
        return (int) number;
    }

    /** As lists show it. */
    @Override
    public String toString() {
        return first + "-" + last;
    }

    private static GlacierFailure invalid(final String message) {
        return GlacierFailure.of(GlacierError.INVALID_PARAMETER_VALUE, message);
    }
}
