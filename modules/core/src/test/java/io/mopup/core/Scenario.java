/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.ReclaimBy;
import io.mopup.events.UploadIdentity;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What kind of world a history happens in.
 *
 * @param created whether the store ever says that it created the upload
 * @param sweeps whether a round frees what it finds; otherwise it can only name it
 * @param atLeastOnce whether the processor can crash between its writes
 * @param ruled whether there are containers, policies, pins and an undo window, and time that jumps
 */
record Scenario(
        UploadIdentity identity,
        ReclaimBy reclaimBy,
        boolean created,
        boolean sweeps,
        boolean atLeastOnce,
        boolean ruled,
        FoldSettings settings) {
    private static final List<UploadIdentity> IDENTITIES =
            List.of(Samples.S3, Samples.DIRECTORY, Samples.COS, Samples.GLACIER);

    static Scenario random(final SplittableRandom random) {
        final boolean deleteOrphans = random.nextInt(4) == 0;
        final int patience = random.nextBoolean() ? 2 : 50;
        final boolean ruled = random.nextBoolean();
        final FoldSettings settings =
                settings(patience, deleteOrphans).with(ruled ? policies(random) : Samples.SETTINGS.policies());
        final UploadIdentity identity = IDENTITIES.get(random.nextInt(IDENTITIES.size()));
        final ReclaimBy reclaimBy = random.nextInt(4) == 0 ? ReclaimBy.UPLOAD : ReclaimBy.PART;
        final boolean created = random.nextInt(10) != 0;
        final boolean sweeps = random.nextInt(3) != 0;
        final boolean atLeastOnce = random.nextInt(3) == 0;
        return new Scenario(
                identity,
                reclaimBy,
                created,
                sweeps,
                atLeastOnce,
                ruled,
                atLeastOnce ? settings.forAtLeastOnce() : settings);
    }

    /** How far time may jump in all. Orphans that are too old are kept, and here they are to go. */
    Duration longest() {
        return deleteOrphans() ? Duration.ZERO : Duration.ofHours(40);
    }

    boolean deleteOrphans() {
        return settings.deleteOrphans();
    }

    private static PolicySettings policies(final SplittableRandom random) {
        return new PolicySettings(
                random.nextInt(3) == 0 ? Duration.ZERO : Duration.ofMinutes(5),
                random.nextBoolean() ? Duration.ofMinutes(1) : Duration.ZERO,
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                Duration.ofMinutes(20),
                random.nextInt(4) == 0 ? Duration.ofHours(3) : Duration.ZERO);
    }

    // Slices and caps are small, so that a few parts already need many of them.
    private static FoldSettings settings(final int patience, final boolean deleteOrphans) {
        return new FoldSettings(
                Duration.ofHours(48),
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
