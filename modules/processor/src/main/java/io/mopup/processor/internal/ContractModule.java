/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.StoredRecords;
import io.mopup.events.CommandResult;
import io.mopup.events.Receipt;
import io.mopup.events.UploadIdentity;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes the records of the contract inside stored values as Avro bytes, so that they evolve by the rules of their
 * schemas and not by those of Jackson. Where any input record may stand, its name stands in front.
 */
final class ContractModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    ContractModule() {
        super("mopup-contract");
        add(UploadIdentity.class);
        add(Receipt.class);
        add(CommandResult.class);
        final Map<String, StoredRecords<SpecificRecord>> inputs = inputs();
        addSerializer(SpecificRecord.class, new NamedWriter(inputs));
        addDeserializer(SpecificRecord.class, new NamedReader(inputs));
    }

    private <T extends SpecificRecord> void add(final Class<T> type) {
        final StoredRecords<T> avro = StoredRecords.of(type);
        addSerializer(type, new BytesWriter<>(type, avro));
        addDeserializer(type, new BytesReader<>(type, avro));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, StoredRecords<SpecificRecord>> inputs() {
        final Map<String, StoredRecords<SpecificRecord>> inputs = new HashMap<>();
        for (final MopupTopic topic : MopupTopic.values()) {
            if (topic.role() == MopupTopic.Role.INPUT) {
                topic.records()
                        .forEach(type -> inputs.put(
                                type.getSimpleName(), (StoredRecords<SpecificRecord>) StoredRecords.of(type)));
            }
        }
        return inputs;
    }

    private static final class BytesWriter<T extends SpecificRecord> extends StdSerializer<T> {
        private static final long serialVersionUID = 1L;
        private final transient StoredRecords<T> avro;

        BytesWriter(final Class<T> type, final StoredRecords<T> avro) {
            super(type);
            this.avro = avro;
        }

        @Override
        public void serialize(final T record, final JsonGenerator out, final SerializerProvider provider)
                throws IOException {
            out.writeBinary(avro.encode(record));
        }
    }

    private static final class BytesReader<T extends SpecificRecord> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1L;
        private final transient StoredRecords<T> avro;

        BytesReader(final Class<T> type, final StoredRecords<T> avro) {
            super(type);
            this.avro = avro;
        }

        @Override
        public T deserialize(final JsonParser in, final DeserializationContext context) throws IOException {
            return avro.decode(in.getBinaryValue());
        }
    }

    private static final class NamedWriter extends StdSerializer<SpecificRecord> {
        private static final long serialVersionUID = 1L;
        private final transient Map<String, StoredRecords<SpecificRecord>> byName;

        NamedWriter(final Map<String, StoredRecords<SpecificRecord>> byName) {
            super(SpecificRecord.class);
            this.byName = byName;
        }

        @Override
        public void serialize(final SpecificRecord record, final JsonGenerator out, final SerializerProvider provider)
                throws IOException {
            final String name = record.getSchema().getName();
            out.writeStartArray();
            out.writeString(name);
            out.writeBinary(byName.get(name).encode(record));
            out.writeEndArray();
        }
    }

    private static final class NamedReader extends StdDeserializer<SpecificRecord> {
        private static final long serialVersionUID = 1L;
        private final transient Map<String, StoredRecords<SpecificRecord>> byName;

        NamedReader(final Map<String, StoredRecords<SpecificRecord>> byName) {
            super(SpecificRecord.class);
            this.byName = byName;
        }

        @Override
        public SpecificRecord deserialize(final JsonParser in, final DeserializationContext context)
                throws IOException {
            final String name = in.nextTextValue();
            in.nextToken();
            final SpecificRecord record = byName.get(name).decode(in.getBinaryValue());
            in.nextToken();
            return record;
        }
    }
}
