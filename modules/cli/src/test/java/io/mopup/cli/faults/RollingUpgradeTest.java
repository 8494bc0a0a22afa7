/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An earlier release and this one work on the same uploads, first one after the other, then together, then the other way
 * round. Uploads that were begun under the one are ended under the other.
 *
 * <p>{@code -Dmopup.faults.old} is the directory of the jars of the earlier one; {@code build-release.sh} makes it from a
 * commit. Without it there is nothing to upgrade from, and the test is skipped.
 */
@Tag("faults")
class RollingUpgradeTest {
    private static final String OLD = System.getProperty("mopup.faults.old");
    private static final String NEW = System.getProperty("java.class.path");
    private static final long SEED = 4711;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** About three seconds of commands. */
    private static final int SOME_COMMANDS = 60;

    @BeforeAll
    static void requireOld() throws IOException {
        assumeThat(OLD)
                .as("mopup.faults.old names the jars of an earlier release; build-release.sh makes them")
                .isNotNull();
        try (Stream<Path> jars = Files.list(Path.of(OLD))) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .as("jars in " + OLD)
                    .anyMatch(jar -> jar.startsWith("mopup-processor-"));
        }
    }

    @Test
    void shouldKeepUploadsWhenProcessorsAreUpgradedAndRolledBackUnderLoad() throws IOException {
        try (Stage stage = new Stage("rolling-upgrade", Map.of())) {
            final List<Node> processors = stage.cluster().processors();
            processors.forEach(processor -> processor.install(Path.of(OLD, "*").toString()));
            stage.cluster().start();
            try (TopicLog topics = new TopicLog(stage.cluster().client());
                    PacedAborts aborts = new PacedAborts(
                            "paced", stage.frontEnd(), stage.cluster().client());
                    Load forward = load("forward", stage);
                    Load back = load("back", stage)) {
                aborts.begin();
                beginHeld(forward);
                replaceInTurn(processors, NEW, aborts);
                forward.release();
                await("uploads of the old release are ended under the new one")
                        .atMost(LIMIT)
                        .until(forward::isDone);
                assertThat(stage.cluster().processors()).allMatch(Node::isAlive);

                beginHeld(back);
                replaceInTurn(processors, Path.of(OLD, "*").toString(), aborts);
                back.release();
                await("uploads of the new release are ended under the old one")
                        .atMost(LIMIT)
                        .until(back::isDone);
                aborts.end();
                await("every command is answered").atMost(LIMIT).until(aborts::isDone);

                System.out.println("rolling: upgrade and rollback: " + aborts.latencies());
                assertThat(stage.violations(topics)).isEmpty();
                assertThat(forward.failures()).isEmpty();
                assertThat(back.failures()).isEmpty();
                assertThat(aborts.failures()).isEmpty();
                assertThat(aborts.unanswered()).isZero();
                assertThat(processors).allMatch(Node::isAlive);
            }
        }
    }

    private static Load load(final String name, final Stage stage) {
        return new Load(
                LoadPlan.of(name, new Random(SEED)),
                stage.frontEnd(),
                stage.cluster().client());
    }

    private static void beginHeld(final Load load) {
        load.beginHeld();
        await("uploads have their parts").atMost(LIMIT).until(load::isHeld);
    }

    /** While one of them is replaced and for some time after it, both releases run. */
    private static void replaceInTurn(final List<Node> processors, final String release, final PacedAborts aborts) {
        for (final Node processor : processors) {
            processor.terminate();
            processor.install(release);
            processor.start().awaitReady();
            final int before = aborts.answered();
            await("commands are answered").atMost(LIMIT).until(() -> aborts.answered() >= before + SOME_COMMANDS);
        }
    }
}
