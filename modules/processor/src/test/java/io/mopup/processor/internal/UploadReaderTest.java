/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import static io.mopup.processor.internal.TestRecords.TIME;
import static io.mopup.processor.internal.TestRecords.abort;
import static io.mopup.processor.internal.TestRecords.bucket;
import static io.mopup.processor.internal.TestRecords.created;
import static io.mopup.processor.internal.TestRecords.identity;
import static io.mopup.processor.internal.TestRecords.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mopup.contract.query.PartDetails;
import io.mopup.contract.query.PartPage;
import io.mopup.contract.query.UploadDetails;
import io.mopup.core.Containers;
import io.mopup.core.LedgerKeys;
import io.mopup.events.Container;
import io.mopup.events.Initiator;
import io.mopup.events.LifecycleRule;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadStatus;
import io.mopup.processor.PolicyConfig;
import io.mopup.processor.TopologyNames;
import io.mopup.processor.internal.QueryRequest.Parts;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.internals.StateStoreProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads what the real topology wrote, out of its real stores. */
class UploadReaderTest {
    private static final int ALL = 10_000;
    private static final int PARTS = 20;

    @TempDir
    Path directory;

    private FoldDriver fold;
    private final List<Boolean> openedAtRisk = new CopyOnWriteArrayList<>();
    private long now = TIME.toEpochMilli();

    @BeforeEach
    void start() {
        fold = new FoldDriver(directory, Map.of(PolicyConfig.UNDO_WINDOW_CONFIG, 60_000L), 1);
    }

    @AfterEach
    void stop() {
        fold.close();
    }

    @Test
    void shouldTellAllThatAnUploadWasCreatedWith() {
        final MultipartUploadCreated event = created("u1");
        event.setInitiator(new Initiator(TestRecords.OWNER, "arn:aws:iam::123456789012:user/a"));
        event.setRequesterPays(true);
        event.setChecksumType("COMPOSITE");
        fold.publish(event);

        final UploadDetails upload = reader().upload(0, "u1").orElseThrow();

        assertThat(upload.identity()).isEqualTo(identity("u1"));
        assertThat(upload.status()).isEqualTo(UploadStatus.IN_PROGRESS);
        assertThat(upload.reclaim()).isEqualTo(ReclaimState.NONE);
        assertThat(upload.initiatedAt()).isEqualTo(TIME.toEpochMilli());
        assertThat(upload.initiatorAccount()).isEqualTo(TestRecords.OWNER);
        assertThat(upload.initiatorPrincipal()).isEqualTo("arn:aws:iam::123456789012:user/a");
        assertThat(upload.requesterPays()).isTrue();
        assertThat(upload.checksumType()).isEqualTo("COMPOSITE");
        assertThat(upload.partSize()).isNull();
        assertThat(upload.decidedAt()).isNull();
        assertThat(upload.heldUntil()).isNull();
        assertThat(upload.pinnedUntil()).isNull();
        assertThat(upload.abortAt()).isNull();
    }

    @Test
    void shouldTellTheFirstRuleThatWillAbortItWhileItIsInProgress() {
        final Container container = bucket(null);
        container.setLifecycleRules(List.of(rule("late", "", 9), rule("first", "a/", 3), rule("other", "b/", 1)));
        fold.publish(container);
        fold.publish(created("u1"));

        final UploadDetails open = reader().upload(0, "u1").orElseThrow();
        fold.publish(abort("u1", "c"));

        assertThat(open.abortRuleId()).isEqualTo("first");
        assertThat(open.abortAt()).isEqualTo(TIME.plus(3, ChronoUnit.DAYS).toEpochMilli());
        assertThat(reader().upload(0, "u1").orElseThrow().abortRuleId()).isNull();
    }

    @Test
    void shouldShowOnlyLivePartsInAscendingPages() {
        fold.publish(created("u1"));
        List.of(10, 2, 1, 9_999, 3).forEach(number -> fold.publish(part("u1", number)));
        fold.publish(part("u1", 2, 7));
        // Neighbours in the order of the keys.
        fold.publish(part("u1/00001", 4));
        fold.publish(part("u", 5));

        final PartPage first = page("u1", 0, 2).orElseThrow();
        final PartPage rest = page("u1", 2, 3).orElseThrow();

        assertThat(first.parts())
                .containsExactly(
                        new PartDetails(1, 1, 1_000, "etag", null, null, null, null, TIME.toEpochMilli()),
                        new PartDetails(2, 7, 1_000, "etag", null, null, null, null, TIME.toEpochMilli()));
        assertThat(first.truncated()).isTrue();
        assertThat(first.upload().status()).isEqualTo(UploadStatus.IN_PROGRESS);
        assertThat(rest.parts()).extracting(PartDetails::partNumber).containsExactly(3, 10, 9_999);
        assertThat(rest.truncated()).isFalse();
        assertThat(page("u1", ALL, 1).orElseThrow().parts()).isEmpty();
        assertThat(page("u1", 9_998, 1).orElseThrow().truncated()).isFalse();
    }

    @Test
    void shouldKnowNoUploadThatNobodyCreated() {
        fold.publish(part("u1", 1));
        fold.publish(abort("u2", "c"));

        for (final String uploadId : List.of("u1", "u2", "u3")) {
            assertThat(reader().upload(0, uploadId)).isEmpty();
            assertThat(page(uploadId, 0, 1)).isEmpty();
        }
    }

    @Test
    void shouldForgetADecidedUploadWhenTheFoldWould() {
        fold.publish(created("open"));
        fold.publish(created("u1"));
        fold.publish(part("u1", 1));
        fold.publish(abort("u1", "c"));
        final UploadDetails aborted = reader().upload(0, "u1").orElseThrow();
        assertThat(aborted.status()).isEqualTo(UploadStatus.ABORTED);
        assertThat(aborted.decidedAt()).isEqualTo(TIME.toEpochMilli());

        now += fold.parts().foldSettings().retention().toMillis();
        assertThat(reader().upload(0, "u1")).isPresent();
        now++;

        assertThat(reader().upload(0, "u1")).isEmpty();
        assertThat(page("u1", 0, 1)).isEmpty();
        assertThat(reader().upload(0, "open")).isPresent();
    }

    @Test
    void shouldNeverShowHalfOfADecision() throws Exception {
        fold.publish(created("u1"));
        IntStream.rangeClosed(1, PARTS).forEach(number -> fold.publish(part("u1", number)));
        final List<StoreWrite> open = writes();
        fold.publish(abort("u1", "c"));
        final List<StoreWrite> aborted = new ArrayList<>();
        open.stream().limit(PARTS).forEach(write -> aborted.add(StoreWrite.delete(write.store(), write.key())));
        aborted.add(writes().get(PARTS));
        final UploadStores stores = stores();
        // The abort has left its parts in the ledger, so the first look has to find one of the two decisions.
        stores.apply(open);
        final ExecutorService readers = Executors.newSingleThreadExecutor();
        try {
            final Future<?> reads =
                    readers.submit(() -> IntStream.range(0, 5_000).forEach(i -> assertWhole()));
            while (!reads.isDone()) {
                stores.apply(open);
                stores.apply(aborted);
            }
            reads.get();
        } finally {
            readers.shutdownNow();
            assertThat(readers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void shouldWaitForAQueryWhenADecisionIsWritten() throws Exception {
        fold.publish(created("u1"));
        final Thread writer = new Thread(() -> fold.publish(part("u1", 1)));

        fold.parts().gate().read(0, () -> {
            writer.start();
            // It ends without waiting if it writes past the gate.
            await().atMost(Duration.ofSeconds(20)).until(() -> writer.getState() == Thread.State.WAITING);
            return null;
        });

        writer.join(60_000);
        assertThat(page("u1", 0, 1).orElseThrow().parts()).hasSize(1);
    }

    @Test
    void shouldOpenThePartsWhileNoDecisionCanBeWritten() {
        fold.publish(created("u1"));
        fold.publish(part("u1", 1));

        assertThat(page("u1", 0, 1).orElseThrow().parts()).hasSize(1);

        assertThat(openedAtRisk).containsExactly(false);
    }

    private void assertWhole() {
        final PartPage page = page("u1", 0, ALL).orElseThrow();
        assertThat(page.parts())
                .as(page.upload().status().name())
                .hasSize(page.upload().status() == UploadStatus.IN_PROGRESS ? PARTS : 0);
    }

    /** What brings the stores to where they are: the parts, then the state. */
    private List<StoreWrite> writes() {
        final UploadStores stores = stores();
        final List<StoreWrite> writes = new ArrayList<>();
        IntStream.rangeClosed(1, PARTS)
                .mapToObj(number -> StoreKeys.part("u1", LedgerKeys.live(number)))
                .forEach(key -> writes.add(
                        new StoreWrite(stores.parts(), key, stores.parts().get(key))));
        writes.add(new StoreWrite(stores.uploads(), "u1", stores.uploads().get("u1")));
        return writes;
    }

    private UploadStores stores() {
        return new UploadStores(
                fold.driver().getKeyValueStore(TopologyNames.UPLOADS_STORE),
                fold.driver().getKeyValueStore(TopologyNames.PARTS_STORE),
                fold.driver().getKeyValueStore(TopologyNames.COMMANDS_STORE),
                Containers.NONE,
                fold.parts().gate().writing(0));
    }

    private Optional<PartPage> page(final String uploadId, final int after, final int limit) {
        return reader().parts(0, new Parts(uploadId, after, limit));
    }

    private UploadReader reader() {
        return new UploadReader((name, partition) -> queryable(name), fold.parts(), () -> now);
    }

    /** As Kafka Streams hands a store out: it opens an iterator only when something is asked of it. */
    private ReadOnlyKeyValueStore<String, byte[]> queryable(final String name) {
        final StateStoreProvider provider = new StateStoreProvider() {
            @Override
            @SuppressWarnings("unchecked")
            public <T> List<T> stores(final String storeName, final QueryableStoreType<T> type) {
                return List.of((T) Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {KeyValueStore.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("range")) {
                                noteRisk();
                            }
                            return method.invoke(fold.driver().getKeyValueStore(storeName), arguments);
                        }));
            }
        };
        return QueryableStoreTypes.<String, byte[]>keyValueStore().create(provider, name);
    }

    /** Whether a decision could be written in the moment in which the snapshot is taken. */
    private void noteRisk() {
        final Lock writing = fold.parts().gate().writing(0);
        final boolean free = writing.tryLock();
        if (free) {
            writing.unlock();
        }
        openedAtRisk.add(free);
    }

    private static LifecycleRule rule(final String id, final String prefix, final int days) {
        return new LifecycleRule(id, true, prefix, days);
    }
}
