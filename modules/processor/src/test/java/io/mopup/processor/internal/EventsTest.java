/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.contract.query.LifecycleEvent;
import io.mopup.contract.query.UploadHistory;
import io.mopup.events.LifecycleType;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadLifecycle;
import io.mopup.events.UploadStatus;
import io.mopup.http.LiveSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of the events, and for whom. */
class EventsTest {
    private static final long HEARTBEAT_MS = 10;

    private final EventLog log = new EventLog(3);
    private final Listeners listeners = new Listeners(2, 2, HEARTBEAT_MS);

    @Test
    void shouldKnowEverythingAsLongAsNothingHadToGo() {
        log.add(event("u1", 1));
        log.add(event("u2", 2));
        log.add(event("u1", 3));

        final UploadHistory history = log.history("u1", 10);

        assertThat(history.events()).extracting(LifecycleEvent::occurredAt).containsExactly(1L, 3L);
        assertThat(history.since()).isNull();
        assertThat(history.truncated()).isFalse();
    }

    @Test
    void shouldSaySinceWhenItKnowsWhenTheOldestHadToGo() {
        List.of(10, 20, 30, 40, 50).forEach(time -> log.add(event("u1", time)));

        final UploadHistory history = log.history("u1", 2);

        assertThat(history.since()).isEqualTo(21);
        assertThat(history.events()).extracting(LifecycleEvent::occurredAt).containsExactly(40L, 50L);
        assertThat(history.truncated()).isTrue();
    }

    @Test
    void shouldTellWhatSomebodyMissedOrThatItIsNotKnown() {
        assertThat(log.behind(0)).isEmpty();
        List.of(10, 20, 30, 40).forEach(time -> log.add(event("u1", time)));

        assertThat(log.behind(0)).isNull();
        assertThat(log.behind(1)).extracting(EventLog.Numbered::number).containsExactly(2L, 3L, 4L);
        assertThat(log.behind(4)).isEmpty();
        assertThat(log.behind(5)).isNull();
    }

    @Test
    void shouldCutOffOnlyTheListenerThatDoesNotListen() throws Exception {
        final LiveSource slow = listeners.add(List.of());
        final LiveSource quick = listeners.add(List.of(bytes("first")));

        assertThat(text(quick)).isEqualTo("first");
        for (final String message : List.of("1", "2", "3")) {
            listeners.tell(bytes(message));
            assertThat(text(quick)).isEqualTo(message);
        }

        assertThat(slow.next()).isEmpty();
        assertThat(text(quick)).startsWith(":").endsWith("\n\n");
    }

    @Test
    void shouldRefuseOneTooManyUntilOneHasLeft() throws Exception {
        final LiveSource one = listeners.add(List.of());
        listeners.add(List.of());

        assertThatThrownBy(() -> listeners.add(List.of())).isInstanceOf(QueryException.class);
        one.close();
        assertThat(listeners.add(List.of()).next()).isPresent();
        assertThat(listeners.size()).isEqualTo(2);
    }

    @Test
    void shouldKeepAHostileKeyOnOneLine() {
        final UploadLifecycle record = lifecycle("u1", 1);
        record.getIdentity().setKey("a\n\ndata: forged\r\n");

        final String sent = new String(
                ServerSentEvents.event("x/1", "lifecycle", LifecycleEvent.of(record)), StandardCharsets.UTF_8);

        assertThat(sent.lines()).hasSize(4);
        assertThat(sent).startsWith("id: x/1\nevent: lifecycle\ndata: {").endsWith("}\n\n");
    }

    private static String text(final LiveSource source) throws InterruptedException {
        return new String(source.next().orElseThrow(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static LifecycleEvent event(final String uploadId, final long time) {
        return LifecycleEvent.of(lifecycle(uploadId, time));
    }

    private static UploadLifecycle lifecycle(final String uploadId, final long time) {
        return UploadLifecycle.newBuilder()
                .setIdentity(TestRecords.identity(uploadId))
                .setType(LifecycleType.CREATED)
                .setStatus(UploadStatus.IN_PROGRESS)
                .setReclaim(ReclaimState.NONE)
                .setOccurredAt(Instant.ofEpochMilli(time))
                .build();
    }
}
