/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.AssemblyFailed;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.CompletedPart;
import io.mopup.events.Dialect;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadLifecycle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.apache.avro.specific.SpecificRecord;

/** A front end: knows which parts its clients may list, and assembles what the lifecycle tells it to. */
final class SimulatedFrontEnd {
    private final SimulatedStore store;
    private final UploadIdentity identity;
    private final SplittableRandom random;
    private final List<UploadLifecycle> assemblies = new ArrayList<>();
    private final Map<String, SpecificRecord> outcomes = new HashMap<>();

    SimulatedFrontEnd(final SimulatedStore store, final UploadIdentity identity, final SplittableRandom random) {
        this.store = store;
        this.identity = identity;
        this.random = random;
    }

    /** A Complete of most of those parts that may be listed. */
    CompleteMultipartUpload complete(final String commandId, final BiPredicate<Integer, Long> mayList) {
        final Map<Integer, Long> known = new TreeMap<>(store.newest());
        known.entrySet().removeIf(part -> !mayList.test(part.getKey(), part.getValue()));
        final boolean directory = identity.getDialect() == Dialect.S3_DIRECTORY;
        final List<CompletedPart> listed = new ArrayList<>();
        known.forEach((number, generation) -> {
            // Where gaps are not allowed, nobody in his right mind lists what lies behind one.
            if (random.nextInt(4) != 0 && (!directory || number == listed.size() + 1)) {
                listed.add(Samples.listed(number, generation));
            }
        });
        final CompleteMultipartUpload command = Samples.complete(identity, commandId, listed);
        command.setArchiveSize((long) known.size() * SimulatedStore.SIZE);
        command.setTreeHash("ab");
        return command;
    }

    void take(final UploadLifecycle completing) {
        assemblies.add(completing);
    }

    boolean isAssembling() {
        return !assemblies.isEmpty();
    }

    /** Ends one assembly. The same command leads to the same outcome again. */
    Optional<SpecificRecord> assemble(final boolean succeeds, final Invariants invariants) {
        if (assemblies.isEmpty()) {
            return Optional.empty();
        }
        final UploadLifecycle work = assemblies.remove(0);
        return Optional.of(outcomes.computeIfAbsent(work.getCommandId(), commandId -> {
            if (succeeds && store.object() == null) {
                final Optional<String> missing = store.assemble(work.getParts());
                if (missing.isEmpty()) {
                    return Samples.assembled(identity, commandId);
                }
                invariants.missing(missing.get());
            }
            invariants.notAssembled(commandId);
            return failed(commandId);
        }));
    }

    /** Somebody looks into an alarm: of an assembly that nobody here ever heard of the outcome is failure. */
    Optional<SpecificRecord> overdue(final String commandId) {
        final boolean underWay =
                assemblies.stream().anyMatch(work -> work.getCommandId().equals(commandId));
        return underWay ? Optional.empty() : Optional.of(outcomes.computeIfAbsent(commandId, this::failed));
    }

    private AssemblyFailed failed(final String commandId) {
        return Samples.assemblyFailed(identity, commandId);
    }
}
