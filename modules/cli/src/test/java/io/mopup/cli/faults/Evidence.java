/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.contract.RecordKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the topics hold. The judge sees nothing else, except the disk.
 *
 * @param records of all topics; those of one upload on one topic are in their order
 * @param asked ids of the commands and of the events that ask for a result, once for each time they were published
 * @param deadLetters why each of them is one
 */
record Evidence(List<SpecificRecord> records, List<String> asked, List<String> deadLetters) {
    static final Evidence NONE = new Evidence(List.of(), List.of(), List.of());

    Evidence {
        records = List.copyOf(records);
        asked = List.copyOf(asked);
        deadLetters = List.copyOf(deadLetters);
    }

    <T extends SpecificRecord> Stream<T> of(final Class<T> type) {
        return records.stream().filter(type::isInstance).map(type::cast);
    }

    /** By upload id. */
    SortedMap<String, History> histories() {
        final Map<String, List<SpecificRecord>> byUpload = new TreeMap<>();
        for (final SpecificRecord record : records) {
            byUpload.computeIfAbsent(RecordKeys.identity(record).getUploadId(), uploadId -> new ArrayList<>())
                    .add(record);
        }
        final SortedMap<String, History> histories = new TreeMap<>();
        byUpload.forEach((uploadId, all) -> histories.put(uploadId, new History(uploadId, all)));
        return histories;
    }
}
