/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import io.mopup.events.UploadSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Everything that came out of a backend so far. */
final class Published {
    private final Map<Class<?>, List<SpecificRecord>> records = new HashMap<>();
    private final Map<String, UploadSnapshot> uploads = new HashMap<>();
    private final List<String> deadLetters = new ArrayList<>();

    void add(final SpecificRecord record) {
        records.computeIfAbsent(record.getClass(), type -> new ArrayList<>()).add(record);
        if (record instanceof UploadSnapshot snapshot) {
            uploads.put(snapshot.getIdentity().getUploadId(), snapshot);
        }
    }

    /** The topic {@code uploads} has a tombstone for this one. */
    void forgotten(final String uploadId) {
        uploads.remove(uploadId);
    }

    /** @param reason why a record came to the dead letters */
    void deadLetter(final String reason) {
        deadLetters.add(reason);
    }

    /** All records of one kind, in order. */
    @SuppressWarnings("unchecked")
    <T extends SpecificRecord> List<T> all(final Class<T> type) {
        return (List<T>) Collections.unmodifiableList(records.getOrDefault(type, List.of()));
    }

    /** What the topic {@code uploads} shows of one. */
    Optional<UploadSnapshot> upload(final String uploadId) {
        return Optional.ofNullable(uploads.get(uploadId));
    }

    /** What the topic {@code uploads} shows of all that were not forgotten. */
    List<UploadSnapshot> uploads() {
        return List.copyOf(uploads.values());
    }

    List<String> deadLetters() {
        return deadLetters;
    }
}
