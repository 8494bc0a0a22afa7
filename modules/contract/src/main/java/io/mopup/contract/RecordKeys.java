/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import io.mopup.events.AbortPolicy;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.PartDeletion;
import io.mopup.events.UploadIdentity;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** How a record finds its Kafka key, and a key its partition. */
public final class RecordKeys {
    private static final String IDENTITY = "identity";
    private static final String COMMAND_ID = "commandId";

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

    /**
     * The id of a command.
     *
     * @throws IllegalArgumentException if records of this class are no commands
     */
    public static String commandId(final SpecificRecord record) {
        if (!MopupTopic.COMMANDS.holds(record)) {
            throw new IllegalArgumentException(record.getSchema().getFullName() + " is no command");
        }
        return (String) record.get(record.getSchema().getField(COMMAND_ID).pos());
    }

    /** The Kafka key of a record, as the topic catalogue says. */
    public static String of(final SpecificRecord record) {
        if (record instanceof Container container) {
            return container(container.getDialect(), container.getAccount(), container.getContainer());
        }
        if (record instanceof AbortPolicy policy) {
            return "policy/" + policy.getName();
        }
        final String uploadId = identity(record).getUploadId();
        return record instanceof PartDeletion deletion ? uploadId + "/" + deletion.getPartNumber() : uploadId;
    }

    /** What a record is about, in one word: the upload id, or the key of reference data. */
    static String subject(final SpecificRecord record) {
        return MopupTopic.CONTAINERS.holds(record)
                ? of(record)
                : identity(record).getUploadId();
    }

    /**
     * The key of a container on its topic. Buckets of COS have a name space of their own; a vault belongs to an account.
     *
     * @param account twelve digits; only Glacier's key has it
     */
    public static String container(final Dialect dialect, final String account, final String container) {
        return switch (dialect) {
            case GLACIER -> "glacier/" + account + "/" + container;
            case COS -> "cos/" + container;
            case S3, S3_DIRECTORY, UNKNOWN -> "s3/" + container;
        };
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
