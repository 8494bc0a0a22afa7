/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.objects;

import java.util.Optional;

/** What must hold of the present object of a key, for a new one to take its place. */
public sealed interface Condition {
    /** Nothing. */
    record None() implements Condition {}

    /** There is no object: {@code If-None-Match: *}. */
    record IsAbsent() implements Condition {}

    /**
     * The object is this one: {@code If-Match}.
     *
     * @param etag without quotes
     */
    record HasEtag(String etag) implements Condition {}

    /** Why it does not hold; empty if it does. */
    default Optional<Refusal> refusal(final Optional<ObjectEntry> present) {
        if (this instanceof IsAbsent) {
            return present.map(entry -> Refusal.EXISTS);
        }
        if (this instanceof HasEtag wanted) {
            return present.isEmpty()
                    ? Optional.of(Refusal.ABSENT)
                    : present.filter(entry -> !entry.etag().equals(wanted.etag()))
                            .map(entry -> Refusal.DIFFERS);
        }
        return Optional.empty();
    }

    /** How a condition can fail. */
    enum Refusal {
        /** There must be no object, and there is one. */
        EXISTS,
        /** There must be an object, and there is none. */
        ABSENT,
        /** There must be another object than there is. */
        DIFFERS
    }
}
