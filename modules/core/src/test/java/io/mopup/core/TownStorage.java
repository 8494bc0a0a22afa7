/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.RecordKeys;
import io.mopup.events.AbortRound;
import io.mopup.events.AssemblyFailed;
import io.mopup.events.LifecycleType;
import io.mopup.events.ObservedPart;
import io.mopup.events.PartDeletion;
import io.mopup.events.ReclaimBy;
import io.mopup.events.RoundOutcome;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadLifecycle;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** The stores of all uploads, with agents and a front end that do what they are told, in order, and report it. */
final class TownStorage {
    private final Map<String, SimulatedStore> stores = new HashMap<>();
    private final Map<String, ReclaimBy> reclaimBy = new HashMap<>();
    private final Queue<SpecificRecord> work = new ArrayDeque<>();
    private final Queue<UploadLifecycle> assemblies = new ArrayDeque<>();
    private final Set<String> begun = new HashSet<>();

    /** Every deletion that ever left, by its id. */
    final Set<String> deletions = new HashSet<>();

    void create(final UploadIdentity identity, final ReclaimBy by) {
        reclaimBy.put(identity.getUploadId(), by);
    }

    /** The bytes of one upload id, whether or not anybody created it. */
    SimulatedStore of(final String uploadId) {
        return stores.computeIfAbsent(
                uploadId, id -> new SimulatedStore(reclaimBy.getOrDefault(uploadId, ReclaimBy.PART)));
    }

    void take(final SpecificRecord output) {
        if (output instanceof PartDeletion deletion) {
            deletions.add(deletion.getDeletionId());
            work.add(deletion);
        } else if (output instanceof AbortRound) {
            work.add(output);
        } else if (output instanceof UploadLifecycle event
                && event.getType() == LifecycleType.COMPLETING
                // Who reads the log again reads of assemblies that are over.
                && begun.add(event.getIdentity().getUploadId() + event.getCommandId())) {
            assemblies.add(event);
        }
    }

    boolean hasWork() {
        return !work.isEmpty();
    }

    boolean isAssembling() {
        return !assemblies.isEmpty();
    }

    /** Carries out the next deletion or round and returns the report. */
    Optional<SpecificRecord> work(final long now) {
        final SpecificRecord next = work.poll();
        if (next instanceof PartDeletion deletion) {
            final SimulatedStore store = of(deletion.getIdentity().getUploadId());
            return Optional.of(
                    Samples.deleted(deletion, store.delete(deletion.getPartNumber(), deletion.getGeneration())));
        }
        return Optional.ofNullable(next).map(round -> look((AbortRound) round, Instant.ofEpochMilli(now)));
    }

    /** Ends the next assembly. */
    Optional<SpecificRecord> assemble(final boolean succeeds) {
        final UploadLifecycle next = assemblies.poll();
        if (next == null) {
            return Optional.empty();
        }
        if (!succeeds) {
            final AssemblyFailed failed = Samples.assemblyFailed(next.getIdentity(), next.getCommandId());
            return Optional.of(failed);
        }
        final Optional<String> missing = of(next.getIdentity().getUploadId()).assemble(next.getParts());
        if (missing.isPresent() && reclaimBy.get(next.getIdentity().getUploadId()) == ReclaimBy.UPLOAD) {
            // Such a store keeps one generation of a number, and a newer one came during the assembly.
            return Optional.of(Samples.assemblyFailed(next.getIdentity(), next.getCommandId()));
        }
        if (missing.isPresent()) {
            throw new AssertionError("I2 nothing live is lost: " + missing.get() + " is gone before it is assembled");
        }
        return Optional.of(Samples.assembled(next.getIdentity(), next.getCommandId()));
    }

    private SpecificRecord look(final AbortRound round, final Instant at) {
        final String uploadId = RecordKeys.identity(round).getUploadId();
        final SimulatedStore store = of(uploadId);
        if (store.object() != null) {
            throw new AssertionError("I2 nothing live is lost: an abort round for an object, " + round);
        }
        if (reclaimBy.get(uploadId) == ReclaimBy.UPLOAD) {
            final int found = store.sweep();
            return found == 0
                    ? Samples.saw(round, RoundOutcome.EMPTY, at)
                    : Samples.saw(round, RoundOutcome.LEFTOVERS, found, found * (long) SimulatedStore.SIZE, at);
        }
        final List<ObservedPart> left = store.lying().stream()
                .map(part -> new ObservedPart(
                        part.partNumber(),
                        part.generation(),
                        Samples.locator(part.partNumber(), part.generation()),
                        (long) SimulatedStore.SIZE,
                        null,
                        false))
                .toList();
        final var report = Samples.saw(round, left.isEmpty() ? RoundOutcome.EMPTY : RoundOutcome.LEFTOVERS, at);
        report.setLeftovers(left);
        return report;
    }
}
