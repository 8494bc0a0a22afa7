/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.ReasonCode;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.RejectedRecordException;
import io.mopup.core.ReferenceRules;
import io.mopup.processor.ProcessorMetric;
import io.mopup.processor.TopologyNames;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the reference data up to date, also while it is read again at a start. What cannot be used is counted and logged
 * and changes nothing: a global processor has no output, and the record stays on its compacted topic for all to see.
 */
final class ContainersProcessor implements Processor<byte[], byte[], Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(ContainersProcessor.class);
    private static final String TASK = "global";

    private final FoldParts parts;
    private final RegistryRetry retry;
    private final String topic;
    private KeyValueStore<String, byte[]> store;
    private TaskMetrics metrics;

    ContainersProcessor(final FoldParts parts) {
        this.parts = parts;
        this.retry = new RegistryRetry(parts.registryRetry());
        this.topic = parts.topics().of(MopupTopic.CONTAINERS);
    }

    @Override
    public void init(final ProcessorContext<Void, Void> context) {
        store = context.getStateStore(TopologyNames.CONTAINERS_STORE);
        metrics = new TaskMetrics(context.metrics(), TASK, EnumSet.noneOf(ProcessorMetric.class));
    }

    @Override
    public void process(final Record<byte[], byte[]> raw) {
        if (raw.key() == null) {
            reject(ReasonCode.KEY_MISSING, "");
            return;
        }
        final String key = new String(raw.key(), StandardCharsets.UTF_8);
        try {
            final SpecificRecord record = raw.value() == null ? null : decode(key, raw.value());
            // The bytes are kept only because a global processor needs a store of its own.
            store.put(key, raw.value());
            parts.directory().put(key, record);
        } catch (final RejectedRecordException e) {
            reject(e.reason(), key + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        metrics.close();
    }

    private SpecificRecord decode(final String key, final byte[] value) {
        final SpecificRecord record =
                retry.call(() -> parts.codecs().decoder().decode(topic, MopupTopic.CONTAINERS, value));
        if (!RecordKeys.of(record).equals(key)) {
            throw new RejectedRecordException(ReasonCode.KEY_MISMATCH, "The key should be " + RecordKeys.of(record));
        }
        final Optional<ReasonCode> broken = ReferenceRules.check(record);
        if (broken.isPresent()) {
            throw new RejectedRecordException(broken.get(), "");
        }
        return record;
    }

    private void reject(final ReasonCode reason, final String detail) {
        metrics.count(ProcessorMetric.CONTAINERS_REJECTED, reason.name());
        LOG.error("Reference data is not used: {} {} {}", reason, reason.advice(), detail);
    }
}
