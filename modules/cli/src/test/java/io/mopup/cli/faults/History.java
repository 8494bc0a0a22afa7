/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.events.CommandResult;
import io.mopup.events.LifecycleType;
import io.mopup.events.ListedPart;
import io.mopup.events.MultipartUploadAssembled;
import io.mopup.events.Operation;
import io.mopup.events.PartUploaded;
import io.mopup.events.UploadLifecycle;
import io.mopup.events.UploadSnapshot;
import io.mopup.events.UploadStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the topics hold of one upload.
 *
 * @param records those of one topic in their order
 */
record History(String uploadId, List<SpecificRecord> records) {
    private static final int HTTP_REDIRECTION = 300;

    <T extends SpecificRecord> Stream<T> of(final Class<T> type) {
        return records.stream().filter(type::isInstance).map(type::cast);
    }

    /** Where it stands. */
    Optional<UploadSnapshot> snapshot() {
        return of(UploadSnapshot.class).reduce((earlier, later) -> later);
    }

    boolean is(final UploadStatus status) {
        return snapshot().filter(snapshot -> snapshot.getStatus() == status).isPresent();
    }

    /** Lifecycle records of one type. */
    List<UploadLifecycle> lifecycle(final LifecycleType type) {
        return of(UploadLifecycle.class)
                .filter(event -> event.getType() == type)
                .toList();
    }

    /** Results of one operation that say yes. */
    List<CommandResult> accepted(final Operation operation) {
        return of(CommandResult.class)
                .filter(result -> result.getOperation() == operation && result.getHttpStatus() < HTTP_REDIRECTION)
                .toList();
    }

    /** The generations that the object of a completed upload consists of, in their order. */
    List<PartUploaded> listed() {
        final Optional<String> command = lifecycle(LifecycleType.COMPLETED).stream()
                .map(UploadLifecycle::getCommandId)
                .findFirst();
        return lifecycle(LifecycleType.COMPLETING).stream()
                .filter(event -> Optional.of(event.getCommandId()).equals(command))
                .findFirst()
                .map(UploadLifecycle::getParts)
                .orElse(List.of())
                .stream()
                .map(this::stored)
                .toList();
    }

    /** The newest generation of each part number. */
    Map<Integer, PartUploaded> newest() {
        final Map<Integer, PartUploaded> newest = new TreeMap<>();
        of(PartUploaded.class)
                .forEach(part -> newest.merge(
                        part.getPartNumber(),
                        part,
                        (one, other) -> one.getGeneration() >= other.getGeneration() ? one : other));
        return newest;
    }

    /** Where the object of a completed upload lies, if it is a file of its own. */
    Optional<String> object() {
        return of(MultipartUploadAssembled.class)
                .map(MultipartUploadAssembled::getLocation)
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    private PartUploaded stored(final ListedPart listed) {
        return of(PartUploaded.class)
                .filter(part -> part.getPartNumber() == listed.getPartNumber()
                        && part.getGeneration() == listed.getGeneration())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(uploadId + " lists a part that nobody uploaded"));
    }
}
