/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client.internal;

import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A consumed record of the contract.
 *
 * @param value empty for a tombstone
 * @param raw as it was consumed
 */
public record KeyedRecord(String key, Optional<SpecificRecord> value, ConsumerRecord<byte[], byte[]> raw) {}
