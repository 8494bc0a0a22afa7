/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.admin.Health;
import io.mopup.admin.HostPort;
import io.mopup.contract.query.ProcessorStatus;
import io.mopup.contract.query.ProcessorStatus.StoreLag;
import io.mopup.contract.query.ProcessorStatus.WorkerThread;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;

/** How Kafka Streams is. */
final class ProcessorHealth implements Health {
    /** A restart helps none of these: they work, or are about to. */
    private static final Set<State> LIVE = Set.of(State.CREATED, State.REBALANCING, State.RUNNING);

    private final KafkaStreams streams;
    private final String applicationId;
    private final HostPort self;

    ProcessorHealth(final KafkaStreams streams, final String applicationId, final HostPort self) {
        this.streams = streams;
        this.applicationId = applicationId;
        this.self = self;
    }

    @Override
    public Answer live() {
        return new Answer(LIVE.contains(streams.state()), streams.state().name());
    }

    /** While partitions move, those that stay are worked on. An instance that has none yet is not ready. */
    @Override
    public Answer ready() {
        final State state = streams.state();
        final boolean works = state == State.RUNNING || state == State.REBALANCING && hasActiveTasks();
        return new Answer(works, state.name());
    }

    @Override
    public ProcessorStatus status() {
        return new ProcessorStatus(
                applicationId, self.toString(), streams.state().name(), threads(), lags());
    }

    private boolean hasActiveTasks() {
        return streams.metadataForLocalThreads().stream()
                .anyMatch(thread -> !thread.activeTasks().isEmpty());
    }

    private List<WorkerThread> threads() {
        return streams.metadataForLocalThreads().stream()
                .sorted(Comparator.comparing(ThreadMetadata::threadName))
                .map(thread -> new WorkerThread(
                        thread.threadName(),
                        thread.threadState(),
                        ids(thread.activeTasks()),
                        ids(thread.standbyTasks())))
                .toList();
    }

    private static List<String> ids(final Collection<TaskMetadata> tasks) {
        return tasks.stream().map(task -> task.taskId().toString()).sorted().toList();
    }

    private List<StoreLag> lags() {
        return streams.allLocalStorePartitionLags().entrySet().stream()
                .flatMap(store -> store.getValue().entrySet().stream()
                        .map(partition -> new StoreLag(
                                store.getKey(),
                                partition.getKey(),
                                partition.getValue().currentOffsetPosition(),
                                partition.getValue().endOffsetPosition(),
                                partition.getValue().offsetLag())))
                .sorted(Comparator.comparing(StoreLag::store).thenComparing(StoreLag::partition))
                .toList();
    }
}
