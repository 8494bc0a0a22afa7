/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.core.naive.NaiveSettings;
import io.mopup.events.Dialect;
import io.mopup.events.UploadIdentity;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What kind of town a history happens in.
 *
 * @param places where uploads are, several of them in the same place
 * @param steady whether the reference data stays as it is, so that a log can be read again under the same rules
 */
record TownScenario(List<UploadIdentity> places, boolean steady, FoldSettings settings) {
    private static final String KEY = "2026/cat.jpg";

    static TownScenario random(final SplittableRandom random) {
        final boolean steady = random.nextInt(3) == 0;
        final Dialect first = dialect(random);
        final Dialect second = random.nextInt(3) == 0 ? dialect(random) : first;
        return new TownScenario(
                List.of(place(first, "photos", KEY), place(first, "photos", KEY), place(second, "films", "logs/dog")),
                steady,
                settings(random, steady));
    }

    /** A place that no upload is in: another key, another container, another account. */
    static UploadIdentity elsewhere(final UploadIdentity place, final String uploadId, final SplittableRandom random) {
        final boolean glacier = place.getDialect() == Dialect.GLACIER;
        return switch (random.nextInt(2)) {
            case 0 ->
                new UploadIdentity(
                        place.getDialect(),
                        glacier ? Callers.STRANGER : place.getAccount(),
                        place.getContainer(),
                        glacier ? null : "elsewhere",
                        uploadId);
            default ->
                new UploadIdentity(
                        place.getDialect(),
                        place.getAccount(),
                        place.getContainer().replaceFirst("photos|films", "music"),
                        place.getKey(),
                        uploadId);
        };
    }

    /** The same settings for the model, which knows nothing of the fold. */
    NaiveSettings naive() {
        final Map<Dialect, Duration> retention = new EnumMap<>(Dialect.class);
        for (final Dialect dialect : Dialect.values()) {
            retention.put(dialect, settings.retention(dialect));
        }
        return new NaiveSettings(
                settings.dialects().containersRequired(),
                settings.dialects().minPartSize(),
                settings.dialects().noContentAfterComplete(),
                settings.deleteOrphans(),
                retention,
                settings.policies().undoWindow(),
                settings.policies().cancelPin(),
                settings.policies().pinMax(),
                settings.policies().glacierInactivity());
    }

    private static Dialect dialect(final SplittableRandom random) {
        return List.of(Dialect.S3, Dialect.S3_DIRECTORY, Dialect.COS, Dialect.GLACIER)
                .get(random.nextInt(4));
    }

    private static UploadIdentity place(final Dialect dialect, final String name, final String key) {
        final String container = dialect == Dialect.S3_DIRECTORY ? name + "--use1-az4--x-s3" : name;
        return new UploadIdentity(dialect, Samples.OWNER, container, dialect == Dialect.GLACIER ? null : key, "nobody");
    }

    // Slices and caps are small, so that a few parts already need many of them.
    private static FoldSettings settings(final SplittableRandom random, final boolean steady) {
        final DialectSettings dialects = new DialectSettings(
                random.nextInt(6) == 0, 5, random.nextInt(4) == 0, Map.of(Dialect.COS, Duration.ofHours(12)));
        // An undo window is open on the wall clock, so a log that is read again later is decided under another one.
        final boolean undo = !steady && random.nextBoolean();
        final PolicySettings policies = new PolicySettings(
                undo ? Duration.ofMinutes(10) : Duration.ZERO,
                random.nextBoolean() ? Duration.ofMinutes(1) : Duration.ZERO,
                Duration.ofHours(1),
                Duration.ofDays(steady ? 30 : 1),
                Duration.ofHours(24),
                random.nextBoolean() ? Duration.ofHours(24) : Duration.ZERO);
        return new FoldSettings(
                Duration.ofHours(24),
                Duration.ofSeconds(10),
                Duration.ofMinutes(15),
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                50,
                Duration.ofMinutes(1),
                50,
                Duration.ofHours(1),
                3,
                2,
                6,
                100,
                random.nextInt(4) == 0,
                dialects,
                policies);
    }
}
