/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.admin.HostPort;
import io.mopup.contract.query.QueryErrorCode;
import io.mopup.contract.query.UploadPage;
import io.mopup.processor.TopologyNames;
import io.mopup.processor.internal.QueryRequest.Parts;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The uploads in the stores of Kafka Streams. */
final class StreamsUploads implements QueryHandler.Uploads {
    /** The keys of the input topics are upload ids in UTF-8. */
    private static final StringSerializer KEYS = new StringSerializer();

    /** How many uploads one page looks at; a fraction of a second. */
    private static final int LIST_BUDGET = 20_000;

    private final KafkaStreams streams;
    private final HostPort self;
    private final int partitions;
    private final UploadReader reader;
    private final UploadLister lister;

    /** @param self as the other instances know this one */
    StreamsUploads(final KafkaStreams streams, final HostPort self, final FoldParts parts) {
        this.streams = streams;
        this.self = self;
        this.partitions = parts.partitions();
        this.reader = new UploadReader(this::store, parts, System::currentTimeMillis);
        this.lister = new UploadLister(this::store, reader, LIST_BUDGET);
    }

    @Override
    public UploadOwner owner(final String uploadId) {
        final KeyQueryMetadata metadata = metadata(uploadId);
        if (metadata.equals(KeyQueryMetadata.NOT_AVAILABLE)
                || metadata.activeHost().equals(HostInfo.unavailable())) {
            throw new QueryException(QueryErrorCode.NOT_READY, "The partition of the upload is being assigned.");
        }
        final HostPort active =
                new HostPort(metadata.activeHost().host(), metadata.activeHost().port());
        return active.equals(self) ? new UploadOwner.Here(metadata.partition()) : new UploadOwner.There(active);
    }

    @Override
    public Optional<? extends Record> answer(final int partition, final QueryRequest query) {
        return query instanceof Parts parts
                ? reader.parts(partition, parts)
                : reader.upload(partition, query.uploadId());
    }

    /** A page of the uploads of this instance. */
    UploadPage list(final ListRequest request) {
        return lister.page(partitions(), request);
    }

    /** Those that are active and restored here, ascending. */
    List<Integer> partitions() {
        return IntStream.range(0, partitions).filter(this::isHere).boxed().toList();
    }

    /** The other instances that have uploads. */
    List<HostPort> others() {
        try {
            return streams.streamsMetadataForStore(TopologyNames.UPLOADS_STORE).stream()
                    .map(instance -> new HostPort(
                            instance.hostInfo().host(), instance.hostInfo().port()))
                    .filter(instance -> !instance.equals(self))
                    .toList();
        } catch (final IllegalStateException e) {
            throw notRunning(e);
        }
    }

    private boolean isHere(final int partition) {
        try {
            // Kafka Streams gives a store for any partition and looks for it only when something is asked of it.
            return store(TopologyNames.UPLOADS_STORE, partition).approximateNumEntries() >= 0;
        } catch (final InvalidStateStoreException e) {
            return false;
        }
    }

    private KeyQueryMetadata metadata(final String uploadId) {
        try {
            return streams.queryMetadataForKey(TopologyNames.UPLOADS_STORE, uploadId, KEYS);
        } catch (final IllegalStateException | InvalidStateStoreException e) {
            throw notRunning(e);
        }
    }

    /** Only while the partition is active and restored; a standby may be behind what clients have been told. */
    ReadOnlyKeyValueStore<String, byte[]> store(final String name, final int partition) {
        try {
            return streams.store(
                    StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<String, byte[]>keyValueStore())
                            .withPartition(partition));
        } catch (final IllegalStateException e) {
            throw notRunning(e);
        }
    }

    private QueryException notRunning(final RuntimeException cause) {
        return new QueryException(QueryErrorCode.NOT_READY, "This instance is " + streams.state() + ".", cause);
    }
}
