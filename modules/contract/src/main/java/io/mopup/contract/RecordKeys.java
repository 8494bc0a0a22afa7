/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import io.mopup.events.PartDeletion;
import io.mopup.events.UploadIdentity;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** How a record finds its Kafka key, and a key its partition. */
public final class RecordKeys {
    private static final String IDENTITY = "identity";

    private RecordKeys() {}

    /**
     * The identity of the upload that a record is about.
     *
     * @throws IllegalArgumentException if records of this class are not about an upload
     */
    public static UploadIdentity identity(final SpecificRecord record) {
        final Schema.Field field = record.getSchema().getField(IDENTITY);
        if (field == null) {
            throw new IllegalArgumentException(record.getSchema().getFullName() + " is not about an upload");
        }
        return (UploadIdentity) record.get(field.pos());
    }

    /** The Kafka key: the upload id, for a {@link PartDeletion} followed by the part number. */
    public static String of(final SpecificRecord record) {
        final String uploadId = identity(record).getUploadId();
        return record instanceof PartDeletion deletion ? uploadId + "/" + deletion.getPartNumber() : uploadId;
    }

    /**
     * The partition where Kafka's Java clients put this key (murmur2). Clients on librdkafka need
     * {@code partitioner=murmur2_random} to agree.
     */
    public static int partition(final byte[] key, final int partitions) {
        return BuiltInPartitioner.partitionForKey(key, partitions);
    }

    /** The same for a text key. */
    public static int partition(final String key, final int partitions) {
        return partition(key.getBytes(StandardCharsets.UTF_8), partitions);
    }
}
