/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client.internal;

import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * A consumed record of the contract.
 *
 * @param value empty for a tombstone
 */
public record KeyedRecord(String key, Optional<SpecificRecord> value) {}
