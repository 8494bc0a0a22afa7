/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AnswerPaceTest {
    private static final HttpLimits LIMITS =
            new HttpLimits(1, Duration.ofSeconds(1), Duration.ofSeconds(10), 0, 100, 1, 1);

    private final AtomicLong now = new AtomicLong();
    private final AnswerPace pace = new AnswerPace(LIMITS, now::get);

    @Test
    void shouldBeLateWhenAWriteWaitsLongerThanItsBytesMayTake() {
        pace.begin(100);
        pass(10_999);
        assertThat(pace.isLate()).isFalse();
        pass(1);
        assertThat(pace.isLate()).isTrue();
    }

    @Test
    void shouldBeLateInTimeWhenBytesAreTakenNowAndThen() {
        for (int i = 0; i < 9; i++) {
            taken(10, 1_100);
        }
        assertThat(pace.left()).isEqualTo(Duration.ofSeconds(1).toNanos());
        pace.begin(10);
        pass(1_100);
        assertThat(pace.isLate()).isTrue();
    }

    @Test
    void shouldNeverBeLateWhenTheRateIsJustEnough() {
        for (int i = 0; i < 1_000; i++) {
            taken(100, 1_000);
        }
        assertThat(pace.left()).isEqualTo(LIMITS.idle().toNanos());
    }

    @Test
    void shouldEarnNoMoreThanTheIdleTimeWhenBuffersTakeEverythingAtOnce() {
        taken(1_000_000, 0);
        pace.begin(0);
        pass(10_000);
        assertThat(pace.isLate()).isTrue();
    }

    @Test
    void shouldNotBeLateWhenTheServerItselfTakesItsTime() {
        taken(0, 9_999);
        pass(3_600_000);
        assertThat(pace.isLate()).isFalse();
        assertThat(pace.left()).isEqualTo(Duration.ofMillis(1).toNanos());
    }

    private void taken(final int bytes, final long millis) {
        pace.begin(bytes);
        pass(millis);
        assertThat(pace.isLate()).isFalse();
        pace.end();
    }

    private void pass(final long millis) {
        now.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}
