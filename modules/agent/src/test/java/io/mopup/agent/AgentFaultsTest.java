/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.events.AbortRoundReport;
import io.mopup.events.PartDeleted;
import io.mopup.events.PartDeletion;
import io.mopup.events.PartDeletionFailed;
import io.mopup.events.RoundOutcome;
import io.mopup.events.StorageFailure;
import io.mopup.events.UploadIdentity;
import io.mopup.storage.PartStorage;
import io.mopup.storage.StorageException;
import io.mopup.storage.filesystem.FileSystemOptions;
import io.mopup.storage.filesystem.FileSystemPartStorage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that is slow or fails, locks that run out, and an agent that ends in the middle. */
@Tag("long")
class AgentFaultsTest {
    @TempDir
    Path root;

    private PartStorage storage;

    @BeforeEach
    void openStore() {
        FileSystemPartStorage.format(root);
        storage = FileSystemPartStorage.open(root, FileSystemOptions.DEFAULT);
    }

    @Test
    void shouldTryAgainOnlyWhenThatCanHelp() throws Exception {
        final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
        final PartStorage flaky = new StorageProxy(storage) {
            @Override
            void before(final UploadIdentity identity) {
                final String id = identity.getUploadId();
                final int call = calls.computeIfAbsent(id, missing -> new AtomicInteger())
                        .incrementAndGet();
                if (id.equals("down") || (id.equals("flaky") && call < 3)) {
                    throw new StorageException.Unreachable("no answer", null);
                }
                if (id.equals("denied")) {
                    throw new StorageException.Refused("no right to delete", null);
                }
                if (id.equals("defect")) {
                    throw new IllegalStateException("a defect");
                }
            }
        };
        try (Installation installation = Installation.create();
                StorageAgent agent =
                        new StorageAgent(installation.config(Map.of(AgentConfig.RETRIES_CONFIG, 3)), flaky)) {
            agent.start();
            for (final String id : List.of("down", "flaky", "denied", "defect")) {
                installation.publish(Work.stored(storage, Work.upload(id), 1));
            }
            installation.publish(Work.round(Work.upload("down"), 1), Work.round(Work.upload("denied"), 1));
            final List<SpecificRecord> reports = installation.awaitReports(6);

            assertThat(reports)
                    .filteredOn(PartDeletionFailed.class::isInstance)
                    .extracting(report -> id((PartDeletionFailed) report), report -> ((PartDeletionFailed) report)
                            .getFailure())
                    .containsExactlyInAnyOrder(
                            tuple("down", StorageFailure.UNREACHABLE),
                            tuple("denied", StorageFailure.REFUSED),
                            tuple("defect", StorageFailure.UNREACHABLE));
            assertThat(reports)
                    .filteredOn(AbortRoundReport.class::isInstance)
                    .extracting(report -> ((AbortRoundReport) report).getOutcome())
                    .containsExactlyInAnyOrder(RoundOutcome.UNREACHABLE, RoundOutcome.REFUSED);
            assertThat(reports).filteredOn(PartDeleted.class::isInstance).hasSize(1);
            assertThat(calls.get("flaky")).hasValue(3);
            assertThat(calls.get("denied")).hasValue(2);
            assertThat(calls.get("down")).hasValue(8);
            StorageAgentTest.assertMetric(agent, AgentMetric.RETRIES, Map.of(), 8);
        }
    }

    @Test
    void shouldWorkOnNoMoreRecordsAtOnceThanConfigured() throws Exception {
        final AtomicInteger now = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final CountDownLatch full = new CountDownLatch(3);
        final CountDownLatch go = new CountDownLatch(1);
        final PartStorage counting = new StorageProxy(storage) {
            @Override
            void before(final UploadIdentity identity) {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                full.countDown();
                await(go);
                now.decrementAndGet();
            }
        };
        final UploadIdentity upload = Work.upload("u1");
        final List<PartDeletion> deletions = new ArrayList<>();
        for (int part = 1; part <= 20; part++) {
            deletions.add(Work.stored(storage, upload, part));
        }
        try (Installation installation = Installation.create();
                StorageAgent agent =
                        new StorageAgent(installation.config(Map.of(AgentConfig.PARALLELISM_CONFIG, 3)), counting)) {
            installation.publish(deletions.toArray(new SpecificRecord[0]));
            agent.start();
            await(full);
            // How many are delivered at once depends on how they spread over the partitions.
            Awaitility.await().until(() -> StorageAgentTest.metric(agent, AgentMetric.IN_FLIGHT, Map.of()) >= 3);
            go.countDown();

            installation.awaitReports(20);
            assertThat(most).hasValue(3);
            StorageAgentTest.assertMetric(agent, AgentMetric.IN_FLIGHT, Map.of(), 0);
        }
    }

    /** The lock is 1 s; the deletion takes until the agent has renewed it for more than twice that. */
    @Test
    void shouldKeepARecordWhenItTakesLongerThanItsLock() throws Exception {
        final AtomicInteger calls = new AtomicInteger();
        final CountDownLatch go = new CountDownLatch(1);
        final PartStorage slow = new StorageProxy(storage) {
            @Override
            void before(final UploadIdentity identity) {
                calls.incrementAndGet();
                await(go);
            }
        };
        try (Installation installation = Installation.create();
                StorageAgent agent = new StorageAgent(installation.config(Map.of()), slow);
                StorageAgent other = new StorageAgent(installation.config(Map.of()), slow)) {
            installation.setGroup("share.record.lock.duration.ms", "1000");
            agent.start();
            other.start();
            installation.publish(Work.stored(storage, Work.upload("u1"), 1));
            Awaitility.await().atMost(Installation.LIMIT).until(() -> calls.get() > 0);
            final long begin = System.nanoTime();
            Awaitility.await().until(() -> System.nanoTime() - begin > TimeUnit.MILLISECONDS.toNanos(2_500));
            go.countDown();

            installation.awaitReports(1);
            assertThat(calls).hasValue(1);
            StorageAgentTest.assertMetric(agent, AgentMetric.REDELIVERIES, Map.of(), 0);
            StorageAgentTest.assertMetric(other, AgentMetric.REDELIVERIES, Map.of(), 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"share", "classic"})
    void shouldGiveBackWhatHasNotBegunWhenClosed(final String protocol) throws Exception {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch go = new CountDownLatch(1);
        final AtomicInteger calls = new AtomicInteger();
        final PartStorage slow = new StorageProxy(storage) {
            @Override
            void before(final UploadIdentity identity) {
                calls.incrementAndGet();
                begun.countDown();
                await(go);
            }
        };
        final UploadIdentity upload = Work.upload("u1");
        final Map<String, Object> one =
                Map.of(AgentConfig.PARALLELISM_CONFIG, 1, AgentConfig.GROUP_PROTOCOL_CONFIG, protocol);
        try (Installation installation = Installation.create()) {
            final StorageAgent closed = new StorageAgent(installation.config(one), slow);
            closed.start();
            installation.publish(
                    Work.stored(storage, upload, 1), Work.stored(storage, upload, 2), Work.stored(storage, upload, 3));
            await(begun);
            final Thread closing = new Thread(closed::close);
            closing.start();
            Awaitility.await().until(() -> !closed.healthy());
            go.countDown();
            closing.join();
            assertThat(closed.failure()).isEmpty();
            final int done = calls.get();

            try (StorageAgent next = new StorageAgent(installation.config(one), storage)) {
                next.start();
                installation.awaitReports(3);
                assertThat(done).isLessThan(3);
                assertThat(installation.awaitReports(3))
                        .extracting(report -> ((PartDeleted) report).getPartNumber())
                        .contains(1, 2, 3);
            }
        }
    }

    @Test
    void shouldEndAndLoseNothingWhenReportsCannotBePublished() throws Exception {
        final AtomicReference<Throwable> told = new AtomicReference<>();
        try (Installation installation = Installation.create()) {
            installation.setTopic(MopupTopic.STORAGE_REPORTS, "max.message.bytes", "10");
            installation.publish(Work.stored(storage, Work.upload("u1"), 1));
            try (StorageAgent agent = new StorageAgent(installation.config(Map.of()), storage, told::set)) {
                agent.start();

                Awaitility.await().atMost(Installation.LIMIT).until(() -> told.get() != null);
                assertThat(told.get()).hasRootCauseInstanceOf(RecordTooLargeException.class);
                assertThat(agent.failure()).contains(told.get());
                assertThat(agent.healthy()).isFalse();
            }
            installation.setTopic(MopupTopic.STORAGE_REPORTS, "max.message.bytes", "1000000");
            try (StorageAgent next = new StorageAgent(installation.config(Map.of()), storage)) {
                next.start();

                assertThat(installation.awaitReports(1)).singleElement().isInstanceOf(PartDeleted.class);
            }
        }
    }

    @Test
    void shouldLeaveOutTheValueWhenADeadLetterIsTooLarge() throws Exception {
        try (Installation installation =
                        Installation.create(Map.of(MopupTopic.DEAD_LETTERS, Map.of("max.message.bytes", "1500")));
                StorageAgent agent = new StorageAgent(installation.config(Map.of()), storage)) {
            agent.start();
            installation.publishBytes(MopupTopic.PART_DELETIONS, "u1", new byte[2_000]);

            assertThat(installation.awaitDeadLetters(1)).singleElement().satisfies(letter -> {
                assertThat(letter.value()).isNull();
                assertThat(MopupHeaders.get(letter.headers(), MopupHeaders.ERROR_OFFSET))
                        .contains("0");
            });
            assertThat(agent.healthy()).isTrue();
        }
    }

    private static void await(final CountDownLatch latch) {
        try {
            assertThat(latch.await(Installation.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String id(final PartDeletionFailed failed) {
        return failed.getIdentity().getUploadId();
    }
}
