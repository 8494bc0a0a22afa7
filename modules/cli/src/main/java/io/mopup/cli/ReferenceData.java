/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.MopupClient;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.ReasonCode;
import io.mopup.contract.RecordKeys;
import io.mopup.core.ReferenceRules;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** The containers topic, read and written. */
final class ReferenceData {
    private ReferenceData() {}

    /** The latest record of each key of this class, in the order of their keys. */
    static <T extends SpecificRecord> List<T> latest(final MopupClient client, final Class<T> type) {
        final TreeMap<String, T> found = new TreeMap<>();
        client.latest(
                MopupTopic.CONTAINERS,
                type,
                (key, record) -> record.ifPresentOrElse(present -> found.put(key, present), () -> found.remove(key)));
        return List.copyOf(found.values());
    }

    /** Prints what there is, one record a line as JSON, or as text for people. */
    static <T extends SpecificRecord> void list(
            final ConnectionOptions connection,
            final Class<T> type,
            final boolean json,
            final Function<T, String> text,
            final PrintWriter out) {
        final List<T> records;
        try (MopupClient client = new MopupClient(connection.client())) {
            records = latest(client, type);
        }
        records.forEach(record -> out.println(json ? Json.line(record) : text.apply(record)));
        if (records.isEmpty() && !json) {
            out.println("There is none.");
        }
        out.flush();
    }

    /** Publishes a record, unless the processor would not take it. */
    static void publish(final MopupClient client, final SpecificRecord record) {
        final Optional<ReasonCode> broken = ReferenceRules.check(record);
        if (broken.isPresent()) {
            throw new CliException(broken.get() + ": " + broken.get().advice());
        }
        client.publish(record).join();
    }

    static String published(final SpecificRecord record) {
        return "published " + RecordKeys.of(record);
    }
}
