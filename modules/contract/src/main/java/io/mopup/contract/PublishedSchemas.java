/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaUtils;
import io.confluent.kafka.serializers.subject.TopicRecordNameStrategy;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The contract as it stands in a registry: which schema under which subject. */
public final class PublishedSchemas {
    private static final TopicRecordNameStrategy SUBJECTS = new TopicRecordNameStrategy();

    private PublishedSchemas() {}

    /**
     * The schema of a record class, nested types inlined and without Java's own properties: exactly the text that the
     * serializer looks up.
     */
    public static Schema schema(final Class<? extends SpecificRecord> type) {
        final Schema generated = SpecificData.get().getSchema(type);
        return AvroSchemaUtils.getSchema(SpecificData.newInstance(type, generated), false, false, true);
    }

    /** The subject under which records of this class are registered for a topic. */
    public static String subject(final String topicName, final Class<? extends SpecificRecord> type) {
        return SUBJECTS.subjectName(topicName, false, new AvroSchema(schema(type)));
    }
}
