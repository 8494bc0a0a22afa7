/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Runs one round: load, fault, and when all is quiet again, the judge. */
final class RoundRun {
    /** For the slowest fault on a loaded machine; mostly it takes some seconds. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Round round;
    private final Random random;
    private final Cluster cluster;
    private final StoreVolume volume;
    private final FrontEnd frontEnd;

    RoundRun(final Round round, final Cluster cluster, final StoreVolume volume, final FrontEnd frontEnd) {
        this.round = round;
        this.random = new Random(round.seed());
        this.cluster = cluster;
        this.volume = volume;
        this.frontEnd = frontEnd;
    }

    /**
     * Fails with everything that is wrong in this round, or became wrong in it with earlier ones; else returns one line
     * about the round.
     *
     * @param known what was wrong before; this round adds what it finds
     */
    String run(final Set<String> known) throws IOException {
        final long begin = System.nanoTime();
        final List<UploadPlan> plans = LoadPlan.of(round.name(), random);
        try (TopicLog topics = new TopicLog(cluster.client());
                Load load = new Load(plans, frontEnd, cluster.client())) {
            strikeDuring(load, new Scene(cluster, volume, frontEnd, topics, random));
            await("all clients have finished").atMost(LIMIT).until(load::isDone);
            Quiet.await(cluster, topics);
            final Evidence evidence = topics.read();
            final List<String> violations = new ArrayList<>(Judge.violations(evidence, StoreFiles.at(volume.store())));
            violations.removeAll(known);
            // Before anything else is looked at, or the next round would be blamed for them.
            known.addAll(violations);
            assertThat(load.failures()).as("failures of the load itself").isEmpty();
            assertThat(violations).as(round.toString()).isEmpty();
            return summary(evidence, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        } finally {
            cluster.restore();
        }
    }

    private void strikeDuring(final Load load, final Scene scene) {
        final Fault fault = round.kind().fault();
        final double moment = round.kind().moment(random.nextDouble());
        fault.prepare(scene);
        load.begin();
        await("the moment of the fault").atMost(LIMIT).until(() -> load.progress() >= moment);
        fault.strike(scene);
    }

    private String summary(final Evidence evidence, final long millis) {
        return Summary.of(round, evidence) + ", %.1f s".formatted(millis / 1000.0);
    }
}
