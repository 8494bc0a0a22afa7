/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.ReclaimBy;
import io.mopup.events.UploadIdentity;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What kind of world a history happens in.
 *
 * @param created whether the store ever says that it created the upload
 * @param sweeps whether a round frees what it finds; otherwise it can only name it
 * @param atLeastOnce whether the processor can crash between its writes
 */
record Scenario(
        UploadIdentity identity,
        ReclaimBy reclaimBy,
        boolean created,
        boolean sweeps,
        boolean atLeastOnce,
        FoldSettings settings) {

    static Scenario random(final SplittableRandom random) {
        final boolean deleteOrphans = random.nextInt(4) == 0;
        final int patience = random.nextBoolean() ? 2 : 50;
        final FoldSettings settings = settings(patience, deleteOrphans);
        final UploadIdentity identity = random.nextBoolean() ? Samples.S3 : Samples.GLACIER;
        final ReclaimBy reclaimBy = random.nextInt(4) == 0 ? ReclaimBy.UPLOAD : ReclaimBy.PART;
        final boolean created = random.nextInt(10) != 0;
        final boolean sweeps = random.nextInt(3) != 0;
        final boolean atLeastOnce = random.nextInt(3) == 0;
        return new Scenario(
                identity, reclaimBy, created, sweeps, atLeastOnce, atLeastOnce ? settings.forAtLeastOnce() : settings);
    }

    boolean deleteOrphans() {
        return settings.deleteOrphans();
    }

    // Slices and caps are small, so that a few parts already need many of them.
    private static FoldSettings settings(final int patience, final boolean deleteOrphans) {
        return new FoldSettings(
                Duration.ofHours(24),
                Duration.ofSeconds(10),
                Duration.ofMinutes(15),
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                patience,
                Duration.ofMinutes(1),
                patience,
                Duration.ofHours(1),
                3,
                2,
                6,
                100,
                deleteOrphans,
                Samples.SETTINGS.dialects(),
                Samples.SETTINGS.policies());
    }
}
