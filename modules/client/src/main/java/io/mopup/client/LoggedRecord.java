/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client;

import io.mopup.contract.MopupTopic;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A record as it stands in the log.
 *
 * @param topicName with the prefix of the installation
 * @param timestamp of the record: when it was published, by the clock of its producer or broker
 */
public record LoggedRecord(
        MopupTopic topic,
        String topicName,
        int partition,
        long offset,
        Instant timestamp,
        Headers headers,
        SpecificRecord value) {}
