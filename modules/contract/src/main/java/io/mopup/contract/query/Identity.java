/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.query;

import io.mopup.events.Dialect;
import io.mopup.events.UploadIdentity;

/**
 * The fields of an {@link UploadIdentity} as they stand in an answer.
 *
 * @param account twelve digits, or null
 * @param key null for Glacier
 */
public record Identity(Dialect dialect, String account, String container, String key, String uploadId) {

    public static Identity of(final UploadIdentity identity) {
        return new Identity(
                identity.getDialect(),
                identity.getAccount(),
                identity.getContainer(),
                identity.getKey(),
                identity.getUploadId());
    }
}
