/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Both processors are restarted in turn while commands keep coming, with the settings that upgrade.md recommends and
 * the sessions of production. The bounds are those that it names.
 */
@Tag("faults")
class RollingRestartTest {
    /**
     * Below the session timeout of 45 s: whoever waits for the session of an instance that said goodbye is found out.
     * Mostly it is a second or two.
     */
    private static final Duration BOUND_CLEAN = Duration.ofSeconds(20);
    /** The session timeout and the transaction timeout: 45 s and 10 s. */
    private static final Duration BOUND_KILLED = Duration.ofSeconds(45 + 10);

    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** About four seconds of commands. */
    private static final int SOME_COMMANDS = 80;

    @Test
    void shouldAnswerWithinTheBoundWhenEachProcessorIsRestarted() throws IOException {
        roll("sigterm", RollingRestartTest::stopAndStart, BOUND_CLEAN);
    }

    @Test
    void shouldAnswerWithinTheBoundWhenEachProcessorIsKilled() throws IOException {
        roll("sigkill", RollingRestartTest::killAndStart, BOUND_KILLED);
    }

    /** It comes back only when the other one has answered everybody: the bound does not count on a quick start. */
    private static void stopAndStart(final Node processor, final PacedAborts aborts) {
        processor.terminate();
        awaitSome(aborts);
        final long now = System.nanoTime();
        await("everybody is answered without " + processor.name()).atMost(LIMIT).until(() -> aborts.hasAnswered(now));
        processor.start().awaitReady();
    }

    /** It comes back at once, as a supervisor has it. */
    private static void killAndStart(final Node processor, final PacedAborts aborts) {
        processor.kill();
        processor.start().awaitReady();
    }

    private static void roll(final String name, final BiConsumer<Node, PacedAborts> restart, final Duration bound)
            throws IOException {
        try (Stage stage = new Stage("rolling-" + name, Map.of())) {
            stage.cluster().start();
            try (TopicLog topics = new TopicLog(stage.cluster().client());
                    PacedAborts aborts = new PacedAborts(
                            name, stage.frontEnd(), stage.cluster().client())) {
                aborts.begin();
                awaitSome(aborts);
                System.out.println("rolling: " + name + ", before: " + aborts.latencies());
                for (final Node processor : stage.cluster().processors()) {
                    restart.accept(processor, aborts);
                    awaitSome(aborts);
                }
                aborts.end();
                await("every command is answered").atMost(LIMIT).until(aborts::isDone);

                System.out.println("rolling: " + name + ": " + aborts.latencies());
                assertThat(stage.violations(topics)).isEmpty();
                assertThat(aborts.failures()).isEmpty();
                assertThat(aborts.unanswered()).isZero();
                assertThat(aborts.latencies().max()).isLessThan(bound.toMillis());
            }
        }
    }

    /** Lets commands come for a while. */
    private static void awaitSome(final PacedAborts aborts) {
        final int before = aborts.answered();
        await("commands are answered").atMost(LIMIT).until(() -> aborts.answered() >= before + SOME_COMMANDS);
    }
}
