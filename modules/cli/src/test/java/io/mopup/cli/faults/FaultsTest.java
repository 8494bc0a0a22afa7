/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.mopup.storage.filesystem.FileSystemOptions;
import io.mopup.storage.filesystem.FileSystemPartStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real processes, real files, real signals: while uploads are created, aborted, completed and raced, something goes
 * wrong. Afterwards a judge who sees only the topics and the disk decides whether every promise was kept.
 *
 * <p>{@code -Dmopup.faults.rounds} says how many rounds, {@code -Dmopup.faults.seed} repeats the choices of a run.
 */
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {
    private static final String PREFIX = "mopup.faults.";
    private static final long SEED = Long.getLong(PREFIX + "seed", new Random().nextInt(1_000_000));
    private static final int ROUNDS = Integer.getInteger(PREFIX + "rounds", 20);
    private static final Set<FaultKind> KINDS = kinds(System.getProperty(PREFIX + "kinds"));

    private final Set<String> violations = new HashSet<>();
    private StoreVolume volume;
    private Cluster cluster;
    private FrontEnd frontEnd;

    @BeforeAll
    void start() throws IOException {
        final Path directory = Path.of("target", "faults").toAbsolutePath();
        final Path disk = directory.resolve("disk");
        StoreVolume.unmount(disk);
        WorkDirectory.empty(directory);
        say("seed " + SEED + ", " + ROUNDS + " rounds, logs in " + directory);
        volume = StoreVolume.at(disk);
        FileSystemPartStorage.format(volume.store());
        frontEnd = new FrontEnd(FileSystemPartStorage.open(volume.store(), FileSystemOptions.DEFAULT), volume.store());
        cluster = new Cluster(directory, volume.store(), Timing.shortSessions());
        cluster.start();
    }

    @AfterAll
    void end() {
        try {
            if (cluster != null) {
                cluster.close();
            }
        } finally {
            if (volume != null) {
                volume.close();
            }
            say("to repeat: -D" + PREFIX + "seed=" + SEED);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rounds")
    void shouldKeepEveryPromiseWhenSomethingGoesWrong(final Round round) throws IOException {
        assumeThat(round.kind() != FaultKind.DISK_FULL || volume.isOwn())
                .as("a file system can be mounted")
                .isTrue();
        say(new RoundRun(round, cluster, volume, frontEnd).run(violations));
    }

    static Stream<Round> rounds() {
        return Round.plan(SEED, ROUNDS, KINDS).stream();
    }

    private static Set<FaultKind> kinds(final String names) {
        return names == null
                ? FaultKind.all()
                : Arrays.stream(names.split(",")).map(FaultKind::valueOf).collect(Collectors.toSet());
    }

    private static void say(final String line) {
        System.out.println("faults: " + line);
    }
}
