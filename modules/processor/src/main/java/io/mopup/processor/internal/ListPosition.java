/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.query.QueryErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A place in the list of all uploads: first by partition, then in the order of the stores, which is that of bytes.
 *
 * @param uploadId the last one that was looked at; empty for the beginning of the partition
 */
record ListPosition(int partition, String uploadId) implements Comparable<ListPosition> {
    static final ListPosition START = new ListPosition(0, "");

    private static final char SEPARATOR = ':';

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws QueryException if it is something else
     */
    static ListPosition parse(final String text) {
        final int separator = text.indexOf(SEPARATOR);
        try {
            final int partition = Integer.parseInt(text.substring(0, Math.max(separator, 0)));
            if (partition >= 0) {
                return new ListPosition(partition, text.substring(separator + 1));
            }
        } catch (final NumberFormatException e) {
            // Falls through: a wrong number and no number at all are told the same.
        }
        throw new QueryException(QueryErrorCode.INVALID_ARGUMENT, "after has to be the next of another page.");
    }

    @Override
    public int compareTo(final ListPosition other) {
        return partition != other.partition
                ? Integer.compare(partition, other.partition)
                : Arrays.compareUnsigned(bytes(), other.bytes());
    }

    private byte[] bytes() {
        return uploadId.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return partition + String.valueOf(SEPARATOR) + uploadId;
    }
}
