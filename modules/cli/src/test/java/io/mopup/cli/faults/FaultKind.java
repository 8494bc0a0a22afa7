/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/** Everything that can go wrong, each with the part of the load within which it does. */
enum FaultKind {
    NONE(ProcessFaults.None::new, 0, 0),
    PROCESSOR_KILLED_WITH_STANDBY(ProcessFaults.ProcessorKilledWithStandby::new, 0.1, 0.8),
    PROCESSOR_KILLED_ALONE(ProcessFaults.ProcessorKilledAlone::new, 0.1, 0.8),
    AGENT_KILLED(ProcessFaults.AgentKilled::new, 0.3, 0.8),
    BROKER_TERMINATED(ProcessFaults.BrokerTerminated::new, 0.1, 0.8),
    BROKER_KILLED(ProcessFaults.BrokerKilled::new, 0.1, 0.8),
    REGISTRY_AWAY(ProcessFaults.RegistryAway::new, 0.1, 0.5),
    PROCESSORS_PAUSED_BRIEFLY(TimeFaults.ProcessorsPausedBriefly::new, 0.1, 0.8),
    PROCESSOR_PAUSED_FOR_LONG(TimeFaults.ProcessorPausedForLong::new, 0.1, 0.8),
    // Early, because there has to be something left to be written.
    DISK_FULL(TimeFaults.DiskFull::new, 0.2, 0.4),
    SLOW_STORE(TimeFaults.SlowStore::new, 0.1, 0.3);

    private final Supplier<Fault> fault;
    private final double earliest;
    private final double latest;

    FaultKind(final Supplier<Fault> fault, final double earliest, final double latest) {
        this.fault = fault;
        this.earliest = earliest;
        this.latest = latest;
    }

    /** All that are a fault. */
    static Set<FaultKind> all() {
        return EnumSet.complementOf(EnumSet.of(NONE));
    }

    Fault fault() {
        return fault.get();
    }

    /** The progress of the load at which it strikes, of a random number from 0 to 1. */
    double moment(final double random) {
        return earliest + random * (latest - earliest);
    }
}
