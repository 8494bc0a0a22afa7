/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import static org.awaitility.Awaitility.await;

import io.mopup.events.PartDeleted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Faults under which everybody lives on, but slower, later, or without space. */
final class TimeFaults {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private TimeFaults() {}

    /** Both processors stop for a moment that nobody else notices; their timers are late. */
    record ProcessorsPausedBriefly() implements Fault {
        @Override
        public void strike(final Scene scene) {
            Signals.suspend(
                    pids(scene.cluster().processors()),
                    scene.between(Duration.ofSeconds(1), Timing.SESSION_TIMEOUT.minusSeconds(1)));
        }
    }

    /** One processor stops, or both do, for so long that others take over and its transaction is aborted. */
    record ProcessorPausedForLong() implements Fault {
        @Override
        public void strike(final Scene scene) {
            final List<Node> processors = scene.cluster().processors();
            Signals.suspend(
                    pids(scene.random().nextBoolean() ? processors : List.of(scene.one(processors))),
                    scene.between(
                            Timing.TRANSACTION_TIMEOUT.plusSeconds(2), Timing.TRANSACTION_TIMEOUT.plusSeconds(4)));
        }
    }

    /** The agents end as they are asked to, and others on a store that takes seconds for everything take their place. */
    record SlowStore() implements Fault {
        @Override
        public void strike(final Scene scene) {
            scene.cluster().slowAgents().forEach(Node::start);
            scene.cluster().agents().forEach(Node::terminate);
            scene.cluster().slowAgents().forEach(Node::awaitReady);
        }
    }

    /** The disk of the store is full, until a writer has met that and an agent has deleted something all the same. */
    record DiskFull() implements Fault {
        @Override
        public void strike(final Scene scene) {
            final int refusedBefore = scene.frontEnd().refusedForSpace();
            scene.volume().fill();
            final Instant full = Instant.now();
            try {
                await("a write and a deletion on a full disk").atMost(LIMIT).until(() -> {
                    // What a deletion gives back is taken as well.
                    scene.volume().fill();
                    return scene.frontEnd().refusedForSpace() > refusedBefore && isDeletedAfter(full, scene);
                });
            } finally {
                scene.volume().release();
            }
        }

        private static boolean isDeletedAfter(final Instant time, final Scene scene) {
            return scene.topics()
                    .read()
                    .of(PartDeleted.class)
                    .anyMatch(
                            report -> report.getFound() && report.getDeletedAt().isAfter(time));
        }
    }

    private static List<Long> pids(final List<Node> nodes) {
        return nodes.stream().map(Node::pid).toList();
    }
}
