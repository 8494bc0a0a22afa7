/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.core.dialect.ContainerNames;
import io.mopup.events.Container;
import io.mopup.events.UploadIdentity;
import java.util.Optional;

/**
 * What a record is about, once aliases and ARNs are resolved: bucket name, access point alias and access point ARN lead
 * to the same upload.
 *
 * @param identity with the container's own name
 * @param container what is known of it
 */
record Target(UploadIdentity identity, ContainerFacts container) {

    static Target of(final Draft draft, final UploadIdentity named) {
        final Optional<Container> registered = draft.containers().find(named);
        if (registered.isPresent()) {
            return new Target(renamed(named, registered.get().getContainer()), ContainerFacts.of(registered.get()));
        }
        // An alias that nobody registered could be any bucket.
        final boolean exists = !draft.settings.dialects().containersRequired()
                && !ContainerNames.isAlias(named.getDialect(), named.getContainer());
        return new Target(named, unregistered(draft, named, exists));
    }

    Target inSpiteOfDeletion() {
        return new Target(
                identity,
                new ContainerFacts(
                        true,
                        container.owner(),
                        container.requesterPays(),
                        container.noLongerSupported(),
                        container.deletedAt()));
    }

    /** Whether it was deleted, as opposed to never registered. */
    boolean isDeleted() {
        return container.deletedAt() != 0;
    }

    /** Without reference data the upload itself tells; but only of its own container, not of the one that a caller names. */
    private static ContainerFacts unregistered(final Draft draft, final UploadIdentity named, final boolean exists) {
        final UploadState state = draft.state();
        final boolean same = state != null
                && state.facts() != null
                && !draft.expired()
                && state.identity().getDialect() == named.getDialect()
                && state.identity().getContainer().equals(named.getContainer());
        return same
                ? ContainerFacts.unregistered(
                        exists, state.identity().getAccount(), state.facts().requesterPays())
                : ContainerFacts.unregistered(exists, null, false);
    }

    private static UploadIdentity renamed(final UploadIdentity named, final String container) {
        if (named.getContainer().equals(container)) {
            return named;
        }
        return new UploadIdentity(
                named.getDialect(), named.getAccount(), container, named.getKey(), named.getUploadId());
    }
}
