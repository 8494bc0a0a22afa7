/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.dialect.S3Error;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bytes of an object that are asked for.
 *
 * @param first 0 for the first of all
 */
record ObjectRange(long first, long length) {
    private static final Pattern ONE = Pattern.compile("bytes=([0-9]*)-([0-9]*)");
    private static final int LONGEST = 18;

    /**
     * The range that a header names. One that cannot be read, or names several, is no range: the whole object is the
     * answer.
     *
     * @param header null if there is none
     * @throws S3Failure InvalidRange, if no byte of the object lies in it
     */
    static Optional<ObjectRange> of(final String header, final long size) {
        final Matcher matcher = ONE.matcher(header == null ? "" : header.trim());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        final long first = number(matcher.group(1));
        final long last = number(matcher.group(2));
        if ((first < 0 && last < 0) || (first >= 0 && last >= 0 && last < first)) {
            return Optional.empty();
        }
        // Without a first byte, the number is that of the last bytes.
        final long begin = first < 0 ? Math.max(0, size - last) : first;
        final long end = first < 0 || last < 0 ? size : Math.min(size, last + 1);
        if (begin >= end) {
            throw S3Failure.of(
                    S3Error.INVALID_RANGE, "ActualObjectSize", Long.toString(size), "RangeRequested", header);
        }
        return Optional.of(new ObjectRange(begin, end - begin));
    }

    /**
     * A part that was uploaded. What was not uploaded in parts is one part.
     *
     * @param number 1 for the first of all, whatever number it was uploaded under
     * @throws S3Failure InvalidPartNumber, if there is no such part
     */
    static ObjectRange ofPart(final int number, final List<Long> sizes) {
        if (number > sizes.size()) {
            throw S3Failure.of(
                    S3Error.INVALID_PART_NUMBER,
                    "ActualPartCount",
                    Integer.toString(sizes.size()),
                    "PartNumberRequested",
                    Integer.toString(number));
        }
        final long first =
                sizes.subList(0, number - 1).stream().mapToLong(Long::longValue).sum();
        return new ObjectRange(first, sizes.get(number - 1));
    }

    /** As Content-Range has it. */
    String of(final long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }

    /** -1 for none; what is longer than any object counts as longest. */
    private static long number(final String digits) {
        if (digits.isEmpty()) {
            return -1;
        }
        return digits.length() > LONGEST ? Long.MAX_VALUE - 1 : Long.parseLong(digits);
    }
}
