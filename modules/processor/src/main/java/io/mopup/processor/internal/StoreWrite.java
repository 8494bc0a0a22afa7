/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import org.apache.kafka.streams.state.KeyValueStore;

/**
 * One change of a state store that is still to be made.
 *
 * @param value null deletes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoreWrite(KeyValueStore<String, byte[]> store, String key, byte[] value) {
    static StoreWrite delete(final KeyValueStore<String, byte[]> store, final String key) {
        return new StoreWrite(store, key, null);
    }

    void apply() {
        store.put(key, value);
    }
}
