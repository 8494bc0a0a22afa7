/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import java.time.Duration;
import java.util.List;

/** Faults that take processes away. */
final class ProcessFaults {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private ProcessFaults() {}

    /** Nothing happens: what the faults are compared with. */
    record None() implements Fault {
        @Override
        public void strike(final Scene scene) {
            // That is the point.
        }
    }

    /** The other processor has standbys, and has to do the rest of the round alone. */
    record ProcessorKilledWithStandby() implements Fault {
        @Override
        public void strike(final Scene scene) {
            scene.one(scene.cluster().processors()).kill();
        }
    }

    /** There is no other processor. */
    record ProcessorKilledAlone() implements Fault {
        @Override
        public void prepare(final Scene scene) {
            scene.one(scene.cluster().processors()).terminate();
        }

        @Override
        public void strike(final Scene scene) {
            final Node only = scene.cluster().processors().stream()
                    .filter(Node::isAlive)
                    .findFirst()
                    .orElseThrow();
            only.kill();
            only.start();
        }
    }

    /** One agent does not come back, or both do at once. */
    record AgentKilled() implements Fault {
        @Override
        public void strike(final Scene scene) {
            final List<Node> agents = scene.cluster().agents();
            if (scene.random().nextBoolean()) {
                scene.one(agents).kill();
            } else {
                agents.forEach(Node::kill);
                agents.forEach(Node::start);
            }
        }
    }

    /** The broker ends as it is asked to, and comes back. */
    record BrokerTerminated() implements Fault {
        @Override
        public void strike(final Scene scene) {
            scene.cluster().broker().terminate();
            scene.passTime(SECOND, SECOND.multipliedBy(4));
            scene.cluster().broker().start().awaitReady();
        }
    }

    /** The broker is killed, and comes back. */
    record BrokerKilled() implements Fault {
        @Override
        public void strike(final Scene scene) {
            scene.cluster().broker().kill();
            scene.passTime(SECOND, SECOND.multipliedBy(4));
            scene.cluster().broker().start().awaitReady();
        }
    }

    /** The registry goes, somebody who needs it at its start dies and is started, and the registry comes back. */
    record RegistryAway() implements Fault {
        @Override
        public void strike(final Scene scene) {
            scene.cluster().stopRegistry();
            final Node starting = scene.one(
                    scene.random().nextBoolean()
                            ? scene.cluster().processors()
                            : scene.cluster().agents());
            starting.kill();
            starting.start();
            scene.passTime(SECOND.multipliedBy(3), SECOND.multipliedBy(6));
            scene.cluster().startRegistry();
        }
    }
}
