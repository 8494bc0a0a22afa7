/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.events.Dialect;

/** Who owns and who began, as lists show it. */
final class Owners {
    private Owners() {}

    static void owner(final XmlWriter xml, final String account) {
        xml.nested("Owner", owner -> owner.element("ID", account).element("DisplayName", account));
    }

    /** Whoever created an upload; nothing if that was never said. */
    static void initiator(final XmlWriter xml, final String account, final String principal) {
        final String id = principal == null ? account : principal;
        if (id != null) {
            xml.nested("Initiator", initiator -> initiator.element("ID", id).element("DisplayName", id));
        }
    }

    static String storageClass(final Dialect dialect) {
        return dialect == Dialect.S3_DIRECTORY ? "EXPRESS_ONEZONE" : "STANDARD";
    }
}
