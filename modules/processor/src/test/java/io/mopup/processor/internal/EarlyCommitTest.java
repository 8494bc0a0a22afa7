/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class EarlyCommitTest {
    private static final long START = 1_000_000;
    private static final Duration GAP = Duration.ofMillis(25);
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private final EarlyCommit commit = with(GAP);

    EarlyCommitTest() {
        context.setCurrentSystemTimeMs(START);
    }

    @Test
    void shouldCommitAtOnceWhenAFreshRecordHasItsAnswer() {
        commit.received(START - 200);
        assertThat(context.committed()).isFalse();

        commit.answered();

        assertThat(context.committed()).isTrue();
    }

    @Test
    void shouldLeaveItToTheIntervalWhenTheTaskHasFallenBehind() {
        commit.received(START - 201);
        commit.answered();
        later(1_000);
        commit.askWhenDue();

        assertThat(context.committed()).isFalse();
    }

    @Test
    void shouldShareOneCommitWhenAnswersComeWithinTheGap() {
        commit.received(START);
        commit.answered();
        context.resetCommit();

        later(24);
        commit.received(START + 24);
        commit.answered();
        commit.askWhenDue();
        assertThat(context.committed()).isFalse();

        later(25);
        commit.askWhenDue();
        assertThat(context.committed()).isTrue();
    }

    @Test
    void shouldCommitOnceWhenThereIsOneAnswer() {
        commit.received(START);
        commit.answered();
        context.resetCommit();

        later(1_000);
        commit.askWhenDue();

        assertThat(context.committed()).isFalse();
    }

    @Test
    void shouldKeepTheWishOfAnEarlierAnswerWhenTheTaskFallsBehind() {
        commit.received(START);
        commit.answered();
        context.resetCommit();
        later(10);
        commit.received(START + 10);
        commit.answered();
        commit.received(START - 1_000);
        commit.answered();

        later(25);
        commit.askWhenDue();

        assertThat(context.committed()).isTrue();
    }

    @Test
    void shouldNeverCommitWhenItIsTurnedOff() {
        final EarlyCommit off = with(Duration.ofMillis(-1));
        off.received(START);
        off.answered();

        assertThat(context.committed()).isFalse();
    }

    private EarlyCommit with(final Duration gap) {
        return new EarlyCommit(context, new EarlyCommit.Settings(gap, INTERVAL));
    }

    private void later(final long millis) {
        context.setCurrentSystemTimeMs(START + millis);
    }
}
