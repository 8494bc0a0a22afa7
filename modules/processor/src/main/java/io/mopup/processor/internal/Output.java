/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.MopupTopic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * One record that is ready to be sent.
 *
 * @param record what it says; null for a tombstone
 * @param value null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Output(MopupTopic topic, SpecificRecord record, byte[] key, byte[] value, Headers headers) {
    /** Lengths and other fields of a record and its batch, generously. */
    static final int FRAMING = 128;

    /** About how many bytes it takes in a produce request. */
    int size() {
        return size(key, value, headers);
    }

    static int size(final byte[] key, final byte[] value, final Headers headers) {
        int size = FRAMING + length(key) + length(value);
        for (final Header header : headers) {
            size += 2 * Integer.BYTES + header.key().length() + length(header.value());
        }
        return size;
    }

    private static int length(final byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
