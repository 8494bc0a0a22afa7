/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.Container;

/**
 * What is known of the container that a command names.
 *
 * @param exists whether commands for it are decided; false if it was deleted, or is not registered where it has to be
 * @param owner twelve digits, or null if not known
 * @param requesterPays whether requests are charged to the requester
 * @param noLongerSupported Glacier: the account has no storage
 * @param deletedAt epoch milliseconds, 0 if it was not deleted
 */
public record ContainerFacts(
        boolean exists, String owner, boolean requesterPays, boolean noLongerSupported, long deletedAt) {

    /** What a registered container says. */
    public static ContainerFacts of(final Container container) {
        final boolean deleted = container.getDeletedAt() != null;
        return new ContainerFacts(
                !deleted,
                container.getAccount(),
                container.getRequesterPays(),
                container.getNoLongerSupported(),
                deleted ? container.getDeletedAt().toEpochMilli() : 0);
    }

    /** What is known without a registration. */
    public static ContainerFacts unregistered(final boolean exists, final String owner, final boolean requesterPays) {
        return new ContainerFacts(exists, owner, requesterPays, false, 0);
    }
}
