/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.core.Cause;
import io.mopup.core.Looks;
import io.mopup.core.Pass;
import io.mopup.core.Reclaim;
import io.mopup.core.Tally;
import io.mopup.core.UploadState;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimerAuditTest {
    @TempDir
    Path directory;

    private TestStores stores;
    private TimerQueue timers;
    private TimerAudit audit;

    @BeforeEach
    void open() {
        stores = new TestStores(directory);
        timers = new TimerQueue(
                stores.timers(),
                new TimerSettings(Duration.ofMillis(50), 100, Duration.ofHours(1), Duration.ZERO, 200),
                () -> 0);
        audit = new TimerAudit(stores.uploads().uploads(), timers);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void shouldSetATimerAgainWhenACrashLostIt() {
        store("u1", 5_000);

        assertThat(audit.check(10)).isEqualTo(1);

        assertThat(fired(5_000)).containsExactly("u1@5000");
    }

    @Test
    void shouldLeaveTimersAloneWhenTheyAreThere() {
        store("u1", 5_000);
        timers.put("u1", 5_000);
        store("u2", 0);

        assertThat(audit.check(10)).isZero();

        assertThat(fired(5_000)).containsExactly("u1@5000");
    }

    @Test
    void shouldReachEveryUploadWhenItsStepsAreSmall() {
        for (int number = 0; number < 7; number++) {
            store("u" + number, 5_000 + number);
        }

        assertThat(audit.check(3)).isEqualTo(3);
        assertThat(audit.check(3)).isEqualTo(3);
        assertThat(audit.check(3)).isEqualTo(1);
        assertThat(audit.check(3)).isZero();
        assertThat(fired(9_000)).hasSize(7);
    }

    @Test
    void shouldSetALostTimerAtTheCursorWhenItsTimeHasPassed() {
        timers.put("other", 8_000);
        fired(8_000);
        store("u1", 5_000);

        assertThat(audit.check(10)).isEqualTo(1);
        assertThat(audit.check(10)).isZero();

        assertThat(fired(8_001)).containsExactly("u1@5000");
    }

    @Test
    void shouldCloseItsIteratorWhenItStopsHalfWay() {
        store("u1", 1);
        store("u2", 2);

        audit.check(1);

        assertThat(stores.openIterators()).isZero();
    }

    private void store(final String uploadId, final long armedAt) {
        final UploadState state = new UploadState(
                TestRecords.identity(uploadId),
                null,
                UploadStatus.ABORTED,
                false,
                1,
                armedAt,
                null,
                null,
                null,
                new Reclaim(
                        ReclaimState.NONE,
                        null,
                        new Pass(null, 0, 0, false),
                        new Looks(0, 0, false, false, 0, 0, null, 0),
                        new Tally(0, 0, 0),
                        null,
                        0),
                0,
                0,
                Cause.NONE,
                armedAt);
        stores.uploads().uploads().put(uploadId, StoredValues.UPLOAD.encode(state));
    }

    private List<String> fired(final long now) {
        final List<String> fired = new ArrayList<>();
        timers.drain(now, (uploadId, armedFor, at) -> {
            fired.add(uploadId + '@' + armedFor);
            return 1;
        });
        return fired;
    }
}
