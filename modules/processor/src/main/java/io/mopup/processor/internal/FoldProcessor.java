/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.ReasonCode;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.RejectedRecordException;
import io.mopup.core.FoldInput;
import io.mopup.core.UploadFold;
import io.mopup.core.UploadState;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.CommandResult;
import io.mopup.processor.ProcessorMetric;
import io.mopup.processor.TopologyNames;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shell around the fold: reads records and stores, lets the fold decide, and carries out what it decided. */
final class FoldProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(FoldProcessor.class);
    private static final Duration AUDIT_INTERVAL = Duration.ofSeconds(1);
    private static final Duration COUNT_INTERVAL = Duration.ofMillis(100);

    private final FoldParts parts;
    private final UploadFold fold;
    private ProcessorContext<byte[], byte[]> context;
    private UploadStores stores;
    private TimerQueue timers;
    private TimerAudit audit;
    private PolicyReview review;
    private InputDecoder decoder;
    private GuardedFold guardedFold;
    private DecisionWriter writer;
    private DeadLetterWriter deadLetters;
    private EarlyCommit earlyCommit;
    private StateGauges gauges;
    private Cancellable counting;
    private TaskMetrics metrics;

    FoldProcessor(final FoldParts parts) {
        this.parts = parts;
        this.fold = new UploadFold(parts.foldSettings());
    }

    @Override
    public void init(final ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        metrics = new TaskMetrics(context.metrics(), context.taskId().toString());
        stores = new UploadStores(
                context.getStateStore(TopologyNames.UPLOADS_STORE),
                context.getStateStore(TopologyNames.PARTS_STORE),
                context.getStateStore(TopologyNames.COMMANDS_STORE),
                parts.directory(),
                parts.gate().writing(context.taskId().partition()));
        timers = new TimerQueue(
                context.getStateStore(TopologyNames.TIMERS_STORE), parts.timerSettings(), System::nanoTime);
        audit = new TimerAudit(stores.uploads(), timers);
        final RegistryRetry retry = new RegistryRetry(parts.registryRetry());
        decoder = new InputDecoder(parts.codecs(), parts.topics(), parts.partitions(), retry);
        earlyCommit = new EarlyCommit(context, parts.earlyCommit());
        gauges = new StateGauges(context.taskId().partition(), stores, metrics, parts.counts(), System::nanoTime);
        writer = new DecisionWriter(
                context,
                stores,
                timers,
                parts.codecs(),
                retry,
                parts.topics(),
                metrics,
                gauges,
                earlyCommit,
                parts.maxRecordSize());
        guardedFold = new GuardedFold(fold, stores, writer);
        deadLetters = new DeadLetterWriter(context, metrics, parts.maxRecordSize());
        context.schedule(parts.timerSettings().interval(), PunctuationType.WALL_CLOCK_TIME, this::fireTimers);
        if (parts.timerSettings().auditStates() > 0) {
            context.schedule(AUDIT_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::auditTimers);
        }
        review = new PolicyReview(stores, parts.directory(), this::review);
        context.schedule(AUDIT_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::reviewUploads);
        counting = context.schedule(COUNT_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::countUploads);
        context.schedule(AUDIT_INTERVAL, PunctuationType.WALL_CLOCK_TIME, gauges::show);
    }

    @Override
    public void process(final Record<byte[], byte[]> raw) {
        final RecordMetadata metadata = context.recordMetadata().orElseThrow();
        earlyCommit.received(raw.timestamp());
        try {
            final FoldInput input = decoder.decode(raw, metadata, timers.now(context.currentSystemTimeMs()));
            if (MopupTopic.of(input.record()) == MopupTopic.COMMANDS) {
                metrics.count(ProcessorMetric.COMMANDS);
            }
            if (input.record() instanceof AbortMultipartUpload) {
                metrics.count(ProcessorMetric.ABORT_REQUESTS);
            }
            final Optional<ReasonCode> broken = InputDecoder.brokenRule(raw.key(), input.record());
            if (broken.isPresent()) {
                reject(raw, metadata, input, new RejectedRecordException(broken.get(), ""));
            } else {
                receive(raw, metadata, input);
            }
        } catch (final RejectedRecordException e) {
            deadLetters.send(raw, metadata, e.reason(), e.getMessage(), e.getCause());
        }
    }

    @Override
    public void close() {
        gauges.close();
        metrics.close();
    }

    private void receive(final Record<byte[], byte[]> raw, final RecordMetadata metadata, final FoldInput input) {
        final UploadState before =
                stores.state(RecordKeys.identity(input.record()).getUploadId());
        final GuardedFold.Outcome outcome;
        try {
            outcome = guardedFold.received(before, input, Origin.record(metadata, input, before));
        } catch (final RejectedRecordException e) {
            reject(raw, metadata, input, e);
            return;
        }
        writer.write(outcome.decision());
        final RuntimeException failure = outcome.failure();
        if (failure != null) {
            final ReasonCode reason = failure instanceof OutputTooLargeException
                    ? ReasonCode.OUTPUT_TOO_LARGE
                    : ReasonCode.INTERNAL_ERROR;
            deadLetters.send(raw, metadata, reason, String.valueOf(failure.getMessage()), failure);
        }
    }

    /** A command gets an answer; what nobody waits for, or what no answer can hold, goes to the dead letters. */
    private void reject(
            final Record<byte[], byte[]> raw,
            final RecordMetadata metadata,
            final FoldInput input,
            final RejectedRecordException why) {
        final Optional<CommandResult> answer = fold.rejected(input, why.reason());
        try {
            if (answer.isPresent()) {
                writer.send(answer.get(), Origin.record(metadata, input, null));
                return;
            }
        } catch (final OutputTooLargeException e) {
            LOG.debug("No answer: {}", metadata, e);
        }
        deadLetters.send(raw, metadata, why.reason(), why.getMessage(), why.getCause());
    }

    private void fireTimers(final long wallClock) {
        earlyCommit.askWhenDue();
        earlyCommit.received(wallClock);
        timers.drain(wallClock, this::fire);
        metrics.set(ProcessorMetric.TIMER_LAG, timers.lag());
    }

    private int fire(final String uploadId, final long armedFor, final long now) {
        metrics.count(ProcessorMetric.TIMERS_FIRED);
        final UploadState before = stores.state(uploadId);
        if (before == null) {
            return 0;
        }
        return writer.write(guardedFold
                .fired(before, armedFor, Origin.timer(before, armedFor, now))
                .decision());
    }

    private void auditTimers(final long wallClock) {
        metrics.add(
                ProcessorMetric.TIMERS_RESTORED,
                audit.check(parts.timerSettings().auditStates()));
    }

    private void countUploads(final long wallClock) {
        if (gauges.count()) {
            counting.cancel();
        }
    }

    private void reviewUploads(final long wallClock) {
        metrics.add(ProcessorMetric.UPLOADS_REVIEWED, review.next());
    }

    private void review(final UploadState before) {
        final long now = timers.now(context.currentSystemTimeMs());
        writer.write(
                guardedFold.reviewed(before, Origin.timer(before, now, now)).decision());
    }
}
