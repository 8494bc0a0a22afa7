/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Where work comes from. A record is held by this agent from the poll that returned it until it is acknowledged for
 * good; a record that is held too long, or whose agent dies, is delivered again, to this agent or to another one.
 *
 * <p>Used by one thread.
 */
public interface WorkSource {
    /**
     * Takes new records; or, as long as some are held, returns just those at once.
     *
     * @param timeout how long to wait for new ones
     */
    List<ConsumerRecord<byte[], byte[]>> poll(Duration timeout);

    /**
     * Says what became of every record that the last poll returned, and returns when the broker knows it. What is renewed
     * stays held.
     */
    void acknowledge(Map<ConsumerRecord<byte[], byte[]>, AcknowledgeType> outcomes);

    /** How long after a poll to acknowledge. Records are surely held for twice as long. */
    Duration patience();

    /** Lets go of what is still held, and leaves the group. */
    void close(Duration timeout);
}
