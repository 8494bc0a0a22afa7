/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.demo;

import io.mopup.cli.demo.PlannedUpload.Fate;
import io.mopup.events.Dialect;
import io.mopup.events.UploadIdentity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Plans all uploads of a run. The same settings give the same plan; only the names carry the run. */
final class DemoPlan {
    private static final String ACCOUNT = "111122223333";
    private static final String BUCKET = "demo-bucket";
    private static final String VAULT = "demo-vault";
    /** The smallest that Glacier takes. */
    static final int VAULT_PART_SIZE = 1 << 20;
    /** One in so many parts is uploaded twice. */
    private static final int TWICE = 4;
    /** One in so many Completes leaves a part out. */
    private static final int INCOMPLETE = 4;
    /** One in so many of the uploads that are not aborted is raced. */
    private static final int RACED = 3;

    private final DemoSettings settings;
    private final String run;
    private final Random random;

    private DemoPlan(final DemoSettings settings, final String run) {
        this.settings = settings;
        this.run = run;
        this.random = new Random(settings.seed());
    }

    /**
     * Makes the plan.
     *
     * @param run makes upload ids and keys unique, where one store sees several runs
     */
    static List<PlannedUpload> of(final DemoSettings settings, final String run) {
        final DemoPlan plan = new DemoPlan(settings, run);
        final List<Fate> fates = plan.fates();
        return IntStream.range(0, settings.uploads())
                .mapToObj(number -> plan.upload(number, fates.get(number)))
                .toList();
    }

    private List<Fate> fates() {
        final int aborted = (int) Math.round(settings.uploads() * settings.abortRatio());
        final int others = settings.uploads() - aborted;
        final int raced = (others + RACED - 1) / RACED;
        final List<Fate> fates = Stream.of(
                        Collections.nCopies(aborted, Fate.ABORT),
                        Collections.nCopies(raced, Fate.RACE),
                        Collections.nCopies(others - raced, Fate.COMPLETE))
                .flatMap(List::stream)
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(fates, random);
        return fates;
    }

    private PlannedUpload upload(final int number, final Fate fate) {
        final UploadIdentity identity = identity(number);
        final int numbers = 1 + random.nextInt(settings.parts());
        final int fullPart = identity.getDialect() == Dialect.GLACIER ? VAULT_PART_SIZE : settings.partSize();
        final List<PlannedPart> parts = new ArrayList<>();
        for (int partNumber = 1; partNumber <= numbers; partNumber++) {
            final int size = partNumber < numbers ? fullPart : 1 + random.nextInt(fullPart);
            parts.add(part(partNumber, 1, size, fate));
            if (random.nextInt(TWICE) == 0) {
                // Anywhere, also before the first one: two generations may arrive in any order.
                parts.add(random.nextInt(parts.size() + 1), part(partNumber, 2, size, fate));
            }
        }
        final boolean leavesOut = identity.getDialect() == Dialect.S3 && numbers > 1 && random.nextInt(INCOMPLETE) == 0;
        return new PlannedUpload(
                identity, fate, parts, random.nextInt(parts.size() + 1), leavesOut ? 1 + random.nextInt(numbers) : 0);
    }

    private PlannedPart part(final int partNumber, final long generation, final int size, final Fate fate) {
        final boolean late = random.nextDouble() < settings.lateRatio() && fate == Fate.ABORT;
        return new PlannedPart(partNumber, generation, size, random.nextLong(), late);
    }

    private UploadIdentity identity(final int number) {
        final String name = "%s-%04d".formatted(run, number);
        final boolean glacier = number % 2 == 1;
        return UploadIdentity.newBuilder()
                .setDialect(glacier ? Dialect.GLACIER : Dialect.S3)
                .setAccount(ACCOUNT)
                .setContainer(glacier ? VAULT : BUCKET)
                .setKey(glacier ? null : name + ".bin")
                .setUploadId(name)
                .build();
    }
}
