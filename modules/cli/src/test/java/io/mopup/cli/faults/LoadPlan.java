/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.cli.faults.UploadPlan.Fate;
import io.mopup.cli.faults.UploadPlan.Manner;
import io.mopup.cli.faults.UploadPlan.Part;
import io.mopup.events.Dialect;
import io.mopup.events.UploadIdentity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Plans the uploads of a round; the same random numbers give the same plan. */
final class LoadPlan {
    private static final String ACCOUNT = "111122223333";
    private static final Map<Fate, Integer> FATES =
            Map.of(Fate.ABORTED, 18, Fate.COMPLETED, 8, Fate.RACED, 6, Fate.FAILED, 2, Fate.OPEN, 4, Fate.UNKNOWN, 2);
    private static final int STARTS_MS = 5_000;
    private static final int GAP_MS = 500;
    private static final int LATE_MS = 4_000;
    private static final int AGAIN_MS = 6_000;
    /** Longer than the alarm of the processor in some cases. */
    private static final int ASSEMBLY_MS = 3_000;

    private static final int MAX_PARTS = 6;
    /** Few, because all ranges of a vault upload but the last one have the full part size. */
    private static final int MAX_RANGES = 3;

    private static final int MAX_SIZE = 12_000;
    /** One in so many parts is uploaded twice. */
    private static final int TWICE = 3;
    /** One in so many records is published twice. */
    private static final int REPEATED = 6;

    private final String round;
    private final Random random;

    private LoadPlan(final String round, final Random random) {
        this.round = round;
        this.random = random;
    }

    /**
     * Makes a plan.
     *
     * @param round what all upload ids begin with
     */
    static List<UploadPlan> of(final String round, final Random random) {
        final LoadPlan plan = new LoadPlan(round, random);
        final List<Fate> fates = FATES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(fate -> Collections.nCopies(fate.getValue(), fate.getKey()).stream())
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(fates, random);
        return IntStream.range(0, fates.size())
                .mapToObj(number -> plan.upload(number, fates.get(number)))
                .toList();
    }

    private UploadPlan upload(final int number, final Fate fate) {
        final UploadIdentity identity = identity(number);
        final List<Part> parts = fate == Fate.UNKNOWN ? List.of() : parts(fate, identity.getDialect());
        return new UploadPlan(
                identity,
                fate,
                random.nextInt(STARTS_MS),
                parts,
                random.nextInt(parts.size() + 1),
                random.nextBoolean(),
                random.nextInt(ASSEMBLY_MS),
                again());
    }

    private List<Part> parts(final Fate fate, final Dialect dialect) {
        final List<Part> parts = new ArrayList<>();
        final boolean glacier = dialect == Dialect.GLACIER;
        final int numbers = 1 + random.nextInt(glacier ? MAX_RANGES : MAX_PARTS);
        for (int partNumber = 1; partNumber <= numbers; partNumber++) {
            final boolean whole = glacier && partNumber < numbers;
            parts.add(part(partNumber, 1, whole, fate));
            if (random.nextInt(TWICE) == 0) {
                // Anywhere, also before the first one: two generations may arrive in any order.
                parts.add(random.nextInt(parts.size() + 1), part(partNumber, 2, whole, fate));
            }
        }
        return parts;
    }

    private Part part(final int partNumber, final long generation, final boolean whole, final Fate fate) {
        return new Part(
                partNumber,
                generation,
                whole ? FrontEnd.RANGE : 1 + random.nextInt(MAX_SIZE),
                manner(fate),
                random.nextInt(GAP_MS),
                random.nextInt(LATE_MS),
                again());
    }

    /** Nobody would ever hear of a silent part of an upload that is not aborted. */
    private Manner manner(final Fate fate) {
        final int chance = random.nextInt(100);
        if (chance < 65) {
            return Manner.PROMPT;
        }
        if (chance < 75 || fate != Fate.ABORTED) {
            return Manner.EVENT_LATE;
        }
        if (chance < 84) {
            return Manner.STALLED;
        }
        return chance < 93 ? Manner.SILENT : Manner.PAST_THE_GUARD;
    }

    private long again() {
        return random.nextInt(REPEATED) == 0 ? 1 + random.nextInt(AGAIN_MS) : 0;
    }

    private UploadIdentity identity(final int number) {
        final String name = "%s-%03d".formatted(round, number);
        final boolean glacier = number % 2 == 1;
        return UploadIdentity.newBuilder()
                .setDialect(glacier ? Dialect.GLACIER : Dialect.S3)
                .setAccount(ACCOUNT)
                .setContainer(glacier ? "faults-vault" : "faults-bucket")
                .setKey(glacier ? null : name + ".bin")
                .setUploadId(name)
                .build();
    }
}
