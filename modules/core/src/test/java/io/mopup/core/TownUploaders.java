/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.core.SimulatedShell.Delivery;
import io.mopup.core.naive.NaiveModel;
import io.mopup.core.naive.NaiveUpload;
import io.mopup.events.Dialect;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.PartUploaded;
import io.mopup.events.ReclaimBy;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Who creates uploads in a {@link Town}, and stores parts, mostly such that are legal. */
final class TownUploaders {
    private final SplittableRandom random;
    private final TownScenario scenario;
    private final TownSides sides;
    private final NaiveModel model;
    private final Callers callers;
    private final Map<String, UploadIdentity> ids = new TreeMap<>();
    private long generation;

    TownUploaders(final SplittableRandom random, final TownScenario scenario, final TownSides sides) {
        this.random = random;
        this.scenario = scenario;
        this.sides = sides;
        this.model = sides.model;
        this.callers = new Callers(random);
    }

    /** The ids of all uploads that were created. */
    Set<String> ids() {
        return ids.keySet();
    }

    void create() {
        if (ids.size() >= 4) {
            return;
        }
        final UploadIdentity place =
                scenario.places().get(random.nextInt(scenario.places().size()));
        if (scenario.settings().dialects().containersRequired()
                && model.references().find(place) == null) {
            return;
        }
        final boolean glacier = place.getDialect() == Dialect.GLACIER;
        final UploadIdentity identity = new UploadIdentity(
                place.getDialect(),
                glacier || random.nextInt(4) != 0 ? place.getAccount() : null,
                place.getContainer(),
                place.getKey(),
                "u" + ids.size());
        final MultipartUploadCreated created =
                Samples.created(identity, random.nextInt(5) == 0 ? ReclaimBy.UPLOAD : ReclaimBy.PART);
        created.setInitiatedAt(Instant.ofEpochMilli(sides.now));
        created.setInitiator(callers.initiator());
        created.setPartSize(glacier ? 1L << 20 : null);
        created.setRequesterPays(random.nextInt(4) == 0);
        created.setChecksumType(random.nextInt(4) == 0 ? "COMPOSITE" : null);
        created.setChecksumAlgorithm(
                !glacier && created.getChecksumType() != null && random.nextInt(4) != 0 ? "SHA256" : null);
        ids.put(identity.getUploadId(), identity);
        sides.storage.create(identity, created.getReclaimBy());
        sides.deliver(new Delivery(created, random.nextBoolean() ? sides.nextId() : null));
    }

    void store() {
        final UploadIdentity identity = anyUpload();
        final NaiveUpload upload = model.known(identity.getUploadId(), sides.now);
        final UploadState state = sides.processor.state(identity.getUploadId());
        final boolean byUpload = model.uploads().containsKey(identity.getUploadId())
                && model.uploads().get(identity.getUploadId()).created.getReclaimBy() == ReclaimBy.UPLOAD;
        if (upload == null && (byUpload || (state != null && !state.is(UploadStatus.UNKNOWN)))) {
            // What is late by more than R is an orphan or a stray, depending on whether the timer was before it.
            return;
        }
        sides.hasStrays |= upload == null && model.uploads().containsKey(identity.getUploadId());
        final int number = 1 + random.nextInt(3);
        // Of an upload that nobody created it may be a record that is replayed, from before all tombstones.
        final boolean replayed = !model.uploads().containsKey(identity.getUploadId()) && random.nextInt(3) == 0;
        final long age = replayed
                ? 2 * scenario.settings().retention(identity.getDialect()).toMillis()
                : 0;
        final PartUploaded part = Samples.part(
                identity, number, ++generation, size(identity, byUpload), Instant.ofEpochMilli(sides.now - age));
        if (identity.getDialect() == Dialect.GLACIER) {
            final boolean wrong = !byUpload && random.nextInt(10) == 0;
            part.setFirstByte(random.nextBoolean() || wrong ? (number - 1L) * (1 << 20) + (wrong ? 5 : 0) : null);
        }
        if (random.nextInt(4) != 0) {
            // A store that deletes no single parts has no place for one that is refused.
            part.setChecksumAlgorithm(byUpload || random.nextInt(8) != 0 ? "SHA256" : "CRC32");
            part.setChecksum(Samples.checksum(number, generation));
        }
        if (sides.storage.of(identity.getUploadId()).write(number, generation)) {
            sides.deliver(new Delivery(part, random.nextBoolean() ? sides.nextId() : null));
        }
    }

    private long size(final UploadIdentity identity, final boolean byUpload) {
        final boolean glacier = identity.getDialect() == Dialect.GLACIER;
        final int choice = random.nextInt(12);
        if (choice == 0) {
            return 3;
        }
        if (choice == 1 && !byUpload) {
            return (glacier ? 1L << 20 : 5L << 30) + 1;
        }
        return glacier ? 1L << 20 : SimulatedStore.SIZE;
    }

    /** Mostly an upload that was created, sometimes an id that nobody ever created. */
    UploadIdentity anyUpload() {
        final List<UploadIdentity> all = List.copyOf(ids.values());
        return all.isEmpty() || random.nextInt(12) == 0
                ? scenario.places().get(random.nextInt(scenario.places().size()))
                : all.get(random.nextInt(all.size()));
    }
}
