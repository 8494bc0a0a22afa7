/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.TopicNames;
import io.mopup.core.ContainerDirectory;
import io.mopup.core.FoldSettings;
import io.mopup.processor.ProcessorConfig;
import java.time.Duration;

/**
 * What every task is built from.
 *
 * @param directory the reference data, shared by all tasks of the process
 * @param partitions how many each input topic has
 * @param maxRecordSize the largest record that producers and topics take, in bytes
 * @param gate what queries read through
 * @param counts what the tasks counted
 * @param earlyCommit when answers are committed before the interval has passed
 * @param registryRetry how long a record waits for the registry
 */
public record FoldParts(
        FoldSettings foldSettings,
        TimerSettings timerSettings,
        TopicNames topics,
        RecordCodecs codecs,
        ContainerDirectory directory,
        DecisionGate gate,
        PartitionCounts counts,
        int partitions,
        int maxRecordSize,
        EarlyCommit.Settings earlyCommit,
        Duration registryRetry) {

    /** What the configuration says, for a cluster of this shape. */
    public static FoldParts of(
            final ProcessorConfig config, final RecordCodecs codecs, final int partitions, final int maxRecordSize) {
        return new FoldParts(
                config.foldSettings(),
                config.timerSettings(),
                config.topics(),
                codecs,
                new ContainerDirectory(),
                new DecisionGate(partitions),
                new PartitionCounts(),
                partitions,
                maxRecordSize,
                config.earlyCommit(),
                config.millis(ProcessorConfig.REGISTRY_RETRY_CONFIG));
    }
}
