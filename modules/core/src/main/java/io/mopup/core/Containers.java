/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.AbortPolicy;
import io.mopup.events.Container;
import io.mopup.events.UploadIdentity;
import java.util.List;
import java.util.Optional;

/** The reference data that decisions look at: buckets and vaults, their other names, and the policies. */
public interface Containers {
    /** Nobody registered anything. */
    Containers NONE = new Containers() {
        @Override
        public Optional<Container> find(final UploadIdentity named) {
            return Optional.empty();
        }

        @Override
        public List<AbortPolicy> policies() {
            return List.of();
        }
    };

    /** The container that an identity names, by its own name or by an alias or ARN of it. */
    Optional<Container> find(UploadIdentity named);

    /** The enabled policies. */
    List<AbortPolicy> policies();
}
