/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.objects;

import io.mopup.contract.RecordKeys;
import io.mopup.events.Container;

/**
 * What names an object.
 *
 * @param container key of its bucket on the topic of containers
 * @param key any text
 */
public record ObjectName(String container, String key) {

    public static ObjectName in(final Container bucket, final String key) {
        return new ObjectName(RecordKeys.of(bucket), key);
    }
}
