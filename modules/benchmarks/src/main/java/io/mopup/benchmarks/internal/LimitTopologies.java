/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordDecoder;
import io.mopup.contract.RecordSerdes;
import java.util.Arrays;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The two limits of the machine: what Kafka Streams does when there is next to nothing to do. */
final class LimitTopologies {
    private static final String SOURCE = "events-source";
    private static final String PROCESSOR = "limit";
    private static final String SINK = "events-sink";
    private static final String STORE = "limit-store";

    private LimitTopologies() {}

    /** L1: decode, encode, forward. */
    static Topology passThrough(final Testbed testbed, final String input, final String output) {
        return around(testbed, input, output, PassThrough::new);
    }

    /** L2: the same, with one get and one put that goes to a changelog. */
    static Topology oneStore(final Testbed testbed, final String input, final String output) {
        final Serializer<SpecificRecord> serializer = RecordSerdes.serializer(testbed.serdeConfig());
        return around(testbed, input, output, () -> new GetPutForward(serializer, output))
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray()),
                        PROCESSOR);
    }

    private static Topology around(
            final Testbed testbed,
            final String input,
            final String output,
            final ProcessorSupplier<String, SpecificRecord, String, SpecificRecord> processor) {
        return new Topology()
                .addSource(SOURCE, new StringDeserializer(), decoder(testbed), input)
                .addProcessor(PROCESSOR, processor, SOURCE)
                .addSink(
                        SINK,
                        output,
                        new StringSerializer(),
                        RecordSerdes.serializer(testbed.serdeConfig()),
                        PROCESSOR);
    }

    private static Deserializer<SpecificRecord> decoder(final Testbed testbed) {
        final RecordDecoder decoder = RecordSerdes.decoder(testbed.serdeConfig());
        return (topic, value) -> decoder.decode(topic, MopupTopic.UPLOAD_EVENTS, value);
    }

    private static final class PassThrough extends ContextualProcessor<String, SpecificRecord, String, SpecificRecord> {
        @Override
        public void process(final Record<String, SpecificRecord> record) {
            context().forward(record);
        }
    }

    /** The store keeps the last event of each upload, so its values have the size of the events. */
    private static final class GetPutForward implements Processor<String, SpecificRecord, String, SpecificRecord> {
        private final Serializer<SpecificRecord> serializer;
        private final String topic;
        private ProcessorContext<String, SpecificRecord> context;
        private KeyValueStore<String, byte[]> store;

        GetPutForward(final Serializer<SpecificRecord> serializer, final String topic) {
            this.serializer = serializer;
            this.topic = topic;
        }

        @Override
        public void init(final ProcessorContext<String, SpecificRecord> processorContext) {
            context = processorContext;
            store = processorContext.getStateStore(STORE);
        }

        @Override
        public void process(final Record<String, SpecificRecord> record) {
            final byte[] before = store.get(record.key());
            final byte[] after = serializer.serialize(topic, record.value());
            if (!Arrays.equals(before, after)) {
                store.put(record.key(), after);
            }
            context.forward(record);
        }
    }
}
