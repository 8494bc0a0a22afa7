/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.trace;

import io.mopup.client.LoggedRecord;
import io.mopup.client.MopupClient;
import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.events.LifecycleType;
import io.mopup.events.UploadLifecycle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the topics hold of the last abort of one upload.
 *
 * @param accepted the lifecycle record that says so
 * @param command null if it is not kept any more
 * @param result the answer to it; null if it is not kept any more
 * @param work deletions and rounds that go back to this command
 * @param reports all of the upload
 * @param lifecycle from the abort on
 */
public record AbortLog(
        LoggedRecord accepted,
        LoggedRecord command,
        LoggedRecord result,
        List<LoggedRecord> work,
        List<LoggedRecord> reports,
        List<LoggedRecord> lifecycle) {
    /** Clocks of agents may be behind by this much, and their reports are still found. */
    private static final Duration MARGIN = Duration.ofHours(1);

    /** Reads it; empty if no abort of the upload was accepted, as far as the lifecycle is kept. */
    public static Optional<AbortLog> read(final MopupClient client, final String uploadId) {
        final List<LoggedRecord> lifecycle = client.records(MopupTopic.LIFECYCLE, uploadId, Instant.EPOCH);
        return lifecycle.stream()
                .filter(record -> event(record).getType() == LifecycleType.ABORTED)
                .reduce((earlier, later) -> later)
                .map(accepted -> read(client, uploadId, accepted, lifecycle));
    }

    /** The id of the command. */
    public String commandId() {
        return event(accepted).getCommandId();
    }

    static UploadLifecycle event(final LoggedRecord record) {
        return (UploadLifecycle) record.value();
    }

    private static AbortLog read(
            final MopupClient client,
            final String uploadId,
            final LoggedRecord accepted,
            final List<LoggedRecord> lifecycle) {
        final String commandId = event(accepted).getCommandId();
        final Instant from = accepted.timestamp().minus(MARGIN);
        final List<LoggedRecord> work = Stream.of(MopupTopic.PART_DELETIONS, MopupTopic.ABORT_ROUNDS)
                .flatMap(topic -> client.records(topic, uploadId, from).stream())
                .filter(record -> MopupHeaders.get(record.headers(), MopupHeaders.COMMAND_ID)
                        .filter(commandId::equals)
                        .isPresent())
                .toList();
        return new AbortLog(
                accepted,
                first(client.records(MopupTopic.COMMANDS, uploadId, Instant.EPOCH), commandId),
                first(client.records(MopupTopic.RESULTS, uploadId, Instant.EPOCH), commandId),
                work,
                client.records(MopupTopic.STORAGE_REPORTS, uploadId, from),
                lifecycle.stream()
                        .filter(record -> record.offset() >= accepted.offset())
                        .toList());
    }

    private static LoggedRecord first(final List<LoggedRecord> records, final String commandId) {
        return records.stream()
                .filter(record -> commandId.equals(record.value()
                        .get(record.value().getSchema().getField("commandId").pos())))
                .findFirst()
                .orElse(null);
    }
}
