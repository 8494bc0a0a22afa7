/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.state;

import io.mopup.events.Container;
import io.mopup.gateway.Decisions;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Where buckets are looked up and registered. */
public interface BucketRegistry {
    /** The bucket of this name or alias. */
    Optional<Container> bucket(String name);

    /** All buckets and vaults. */
    Stream<Container> all();

    /** Returns when everything that any gateway has registered by now is known here. */
    void catchUp();

    /** Publishes a record, and returns when it is durable and known here. */
    void register(Container container);

    /** The registry that the topic of containers is. */
    static BucketRegistry of(final BucketView view, final Decisions decisions, final Duration limit) {
        return new BucketRegistry() {
            @Override
            public Optional<Container> bucket(final String name) {
                return view.bucket(name);
            }

            @Override
            public Stream<Container> all() {
                return view.all();
            }

            @Override
            public void catchUp() {
                view.catchUp(limit);
            }

            @Override
            public void register(final Container container) {
                decisions.publish(container);
                view.put(container);
            }
        };
    }
}
