/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.dialect.S3Error;

/** Integers in query parameters, with the errors that the API has for them. */
final class PartNumbers {
    private static final int LOWEST = 1;
    private static final int HIGHEST = 10_000;

    private PartNumbers() {}

    /** The number of a part that is uploaded. */
    static int uploaded(final S3Call call) {
        final String sent = call.parameter("partNumber");
        try {
            final int number = Integer.parseInt(sent);
            if (number >= LOWEST && number <= HIGHEST) {
                return number;
            }
        } catch (final NumberFormatException e) {
            // Answered as one that is out of range, as S3 does.
        }
        throw S3Failure.invalidArgument(
                "partNumber", sent, "Part number must be an integer between 1 and 10000, inclusive");
    }

    /**
     * A bound or a marker of a list: not negative.
     *
     * @param missing what counts if it was not sent, or is empty
     */
    static int ofList(final S3Call call, final String name, final int missing) {
        final String sent = call.parameter(name);
        if (sent == null || sent.isEmpty()) {
            return missing;
        }
        final long number;
        try {
            number = Long.parseLong(sent);
        } catch (final NumberFormatException e) {
            throw notAnInteger(name, sent);
        }
        if (number > Integer.MAX_VALUE || number < Integer.MIN_VALUE) {
            throw notAnInteger(name, sent);
        }
        if (number < 0) {
            throw S3Failure.invalidArgument(
                    name, sent, "Argument " + name + " must be an integer between 0 and 2147483647");
        }
        return (int) number;
    }

    private static S3Failure notAnInteger(final String name, final String sent) {
        return S3Failure.of(S3Error.INVALID_ARGUMENT, "ArgumentName", name, "ArgumentValue", sent)
                .saying("Provided " + name + " not an integer or within integer range");
    }
}
