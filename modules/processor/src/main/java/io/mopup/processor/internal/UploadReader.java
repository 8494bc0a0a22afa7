/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.query.Identity;
import io.mopup.contract.query.PartDetails;
import io.mopup.contract.query.PartPage;
import io.mopup.contract.query.ReclaimProgress;
import io.mopup.contract.query.UploadDetails;
import io.mopup.core.Checksum;
import io.mopup.core.Containers;
import io.mopup.core.FoldSettings;
import io.mopup.core.LedgerKeys;
import io.mopup.core.LifecycleAbort;
import io.mopup.core.Reclaim;
import io.mopup.core.StoredPart;
import io.mopup.core.UploadFacts;
import io.mopup.core.UploadState;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadStatus;
import io.mopup.processor.TopologyNames;
import io.mopup.processor.internal.QueryRequest.Parts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads uploads out of the stores of this instance, while their tasks write. */
final class UploadReader {
    private final LocalStores stores;
    private final FoldSettings settings;
    private final Containers containers;
    private final DecisionGate gate;
    private final LongSupplier clock;

    /** @param clock epoch milliseconds */
    UploadReader(final LocalStores stores, final FoldParts parts, final LongSupplier clock) {
        this.stores = stores;
        this.settings = parts.foldSettings();
        this.containers = parts.directory();
        this.gate = parts.gate();
        this.clock = clock;
    }

    /** The stores of the partitions that this instance works on. */
    @FunctionalInterface
    interface LocalStores {
        /** @throws org.apache.kafka.streams.errors.InvalidStateStoreException if the partition is not worked on here */
        ReadOnlyKeyValueStore<String, byte[]> store(String name, int partition);
    }

    /** One upload; empty if it is not known, or would not be known any more to the fold. */
    Optional<UploadDetails> upload(final int partition, final String uploadId) {
        final ReadOnlyKeyValueStore<String, byte[]> uploads = stores.store(TopologyNames.UPLOADS_STORE, partition);
        return details(uploadId, gate.read(partition, () -> uploads.get(uploadId)));
    }

    /** A page of the live parts of an upload; empty as with {@link #upload}. */
    Optional<PartPage> parts(final int partition, final Parts query) {
        final String uploadId = query.uploadId();
        final ReadOnlyKeyValueStore<String, byte[]> uploads = stores.store(TopologyNames.UPLOADS_STORE, partition);
        final ReadOnlyKeyValueStore<String, byte[]> ledger = stores.store(TopologyNames.PARTS_STORE, partition);
        final String from = StoreKeys.behind(StoreKeys.part(uploadId, LedgerKeys.live(query.after())));
        final String to = StoreKeys.part(uploadId, LedgerKeys.OTHERS);
        try (Snapshot snapshot =
                gate.read(partition, () -> Snapshot.open(uploads.get(uploadId), ledger.range(from, to)))) {
            return details(uploadId, snapshot.state()).map(upload -> page(upload, snapshot.parts(), query.limit()));
        }
    }

    /** What somebody who asks is told of a stored state; empty as with {@link #upload}. */
    Optional<UploadDetails> details(final String uploadId, final byte[] stored) {
        final UploadState state = StoredValues.UPLOAD.decode(uploadId, stored);
        // A state without a creation only waits for it; to whoever asks there is no such upload yet.
        return state == null || state.status() == UploadStatus.UNKNOWN || state.isExpired(clock.getAsLong(), settings)
                ? Optional.empty()
                : Optional.of(details(state));
    }

    private UploadDetails details(final UploadState state) {
        final Optional<UploadFacts> facts = Optional.ofNullable(state.facts());
        final Optional<LifecycleAbort> abort = LifecycleAbort.of(state, containers);
        return new UploadDetails(
                Identity.of(state.identity()),
                state.status(),
                state.reclaim().state(),
                facts.map(UploadFacts::initiatedAt).orElse(null),
                facts.map(UploadFacts::initiatorAccount).orElse(null),
                facts.map(UploadFacts::initiatorPrincipal).orElse(null),
                facts.map(known -> unlessZero(known.partSize())).orElse(null),
                facts.map(UploadFacts::checksumType).orElse(null),
                facts.map(UploadFacts::checksumAlgorithm).orElse(null),
                facts.map(UploadFacts::requesterPays).orElse(false),
                unlessZero(state.decidedAt()),
                unlessZero(state.heldUntil()),
                unlessZero(state.watch().pinnedUntil()),
                abort.map(LifecycleAbort::at).map(Instant::toEpochMilli).orElse(null),
                abort.map(LifecycleAbort::ruleId).orElse(null),
                progress(state.reclaim()));
    }

    private static ReclaimProgress progress(final Reclaim reclaim) {
        return reclaim.state() == ReclaimState.NONE
                ? null
                : new ReclaimProgress(
                        reclaim.parkReason(),
                        reclaim.looks().round(),
                        reclaim.pass().outstanding(),
                        reclaim.tally().partsDeleted(),
                        reclaim.tally().bytesReclaimed(),
                        reclaim.tally().lateParts());
    }

    private static PartPage page(
            final UploadDetails upload, final KeyValueIterator<String, byte[]> entries, final int limit) {
        final List<PartDetails> parts = new ArrayList<>();
        while (parts.size() < limit && entries.hasNext()) {
            final var entry = entries.next();
            parts.add(part(StoredValues.PART.decode(entry.key, entry.value)));
        }
        return new PartPage(upload, parts, entries.hasNext());
    }

    private static PartDetails part(final StoredPart part) {
        final Optional<Checksum> checksum = Optional.ofNullable(part.checksum());
        return new PartDetails(
                part.partNumber(),
                part.generation(),
                part.size(),
                part.etag(),
                part.treeHash(),
                part.firstByte(),
                checksum.map(Checksum::algorithm).orElse(null),
                checksum.map(Checksum::value).orElse(null),
                unlessZero(part.uploadedAt()));
    }

    private static Long unlessZero(final long value) {
        return value == 0 ? null : value;
    }

    /** A state, and the parts as they were at the same moment. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Snapshot(byte[] state, KeyValueIterator<String, byte[]> parts) implements AutoCloseable {

        static Snapshot open(final byte[] state, final KeyValueIterator<String, byte[]> parts) {
            // Kafka Streams asks the store for it only now.
            final var unused = parts.hasNext();
            return new Snapshot(state, parts);
        }

        @Override
        public void close() {
            parts.close();
        }
    }
}
