/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.MopupTopic.Role;
import io.mopup.contract.TopicNames;
import io.mopup.processor.TopologyNames;
import java.util.Arrays;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The topology: three inputs, one processor with its four stores, one sink for each output, and the reference data. Records pass as bytes, so
 * that what cannot be decoded reaches the dead letters as it came.
 */
public final class FoldTopology {
    private FoldTopology() {}

    /**
     * Builds it.
     *
     * @param cacheUploads whether states are held back until the commit. Only inside a transaction: with at-least-once
     *     a crash would take back the states of a whole commit interval, while other stores and outputs have left
     */
    public static Topology build(final FoldParts parts, final boolean cacheUploads) {
        final Topology topology = new Topology();
        final String[] sources = inputs(topology, parts.topics());
        topology.addProcessor(TopologyNames.FOLD, () -> new FoldProcessor(parts), sources);
        // Attached by name: grouping through ConnectedStoreProvider changes task ids with Kafka 4.5.
        final StoreBuilder<KeyValueStore<String, byte[]>> uploads =
                store(TopologyNames.UPLOADS_STORE, Serdes.ByteArray());
        topology.addStateStore(cacheUploads ? uploads.withCachingEnabled() : uploads, TopologyNames.FOLD);
        // No cache on these: entries are written once, read once if at all, and scanned; timers are scanned all the
        // time.
        topology.addStateStore(store(TopologyNames.PARTS_STORE, Serdes.ByteArray()), TopologyNames.FOLD);
        topology.addStateStore(store(TopologyNames.COMMANDS_STORE, Serdes.ByteArray()), TopologyNames.FOLD);
        topology.addStateStore(store(TopologyNames.TIMERS_STORE, Serdes.String()), TopologyNames.FOLD);
        addOutputs(topology, parts.topics());
        addContainers(topology, parts);
        return topology;
    }

    private static String[] inputs(final Topology topology, final TopicNames topics) {
        final ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        return Arrays.stream(MopupTopic.values())
                .filter(topic -> topic.role() == Role.INPUT)
                .map(topic -> {
                    final String name = TopologyNames.source(topic);
                    topology.addSource(name, bytes, bytes, topics.of(topic));
                    return name;
                })
                .toArray(String[]::new);
    }

    private static void addOutputs(final Topology topology, final TopicNames topics) {
        final ByteArraySerializer bytes = new ByteArraySerializer();
        for (final MopupTopic topic : MopupTopic.values()) {
            if (topic.role() == Role.OUTPUT || topic.role() == Role.DEAD_LETTER) {
                topology.addSink(TopologyNames.sink(topic), topics.of(topic), bytes, bytes, TopologyNames.FOLD);
            }
        }
        // A policy is a client like any other: its commands come back on the topic that the fold reads.
        final MopupTopic commands = MopupTopic.COMMANDS;
        topology.addSink(TopologyNames.sink(commands), topics.of(commands), bytes, bytes, TopologyNames.FOLD);
    }

    /** Reference data: whole in every instance, in memory, read again from the beginning at each start. */
    private static void addContainers(final Topology topology, final FoldParts parts) {
        final StoreBuilder<KeyValueStore<String, byte[]>> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(TopologyNames.CONTAINERS_STORE),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withLoggingDisabled();
        final ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        topology.addGlobalStore(
                store,
                TopologyNames.source(MopupTopic.CONTAINERS),
                bytes,
                bytes,
                parts.topics().of(MopupTopic.CONTAINERS),
                TopologyNames.CONTAINERS,
                () -> new ContainersProcessor(parts));
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(final String name, final Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values)
                .withLoggingEnabled(ChangelogTopics.config());
    }
}
