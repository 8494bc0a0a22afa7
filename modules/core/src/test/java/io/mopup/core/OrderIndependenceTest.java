/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.CompletedPart;
import io.mopup.events.PartDeletion;
import io.mopup.events.PartUploaded;
import io.mopup.events.UploadStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.specific.SpecificRecord;

/**
 * Around a fixed order of commands the events of the store may come in any order and any number of times: the status and
 * the ledger in the end are those of the orderly history.
 */
class OrderIndependenceTest {
    private static final int PARTS = 4;
    private static final int GENERATIONS = 3;

    @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
    void shouldKeepTheHighestGenerationsWhenNothingIsDecided(@ForAll final long seed) {
        final Random random = new Random(seed);
        final Fixture upload = fold(shuffled(random, events(), List.of()), random);

        assertThat(upload.state.status()).isEqualTo(UploadStatus.IN_PROGRESS);
        assertThat(upload.view.ledger()).isEqualTo(orderly(events()).view.ledger());
        assertThat(upload.deleted).hasSize(PARTS * (GENERATIONS - 1));
    }

    @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
    void shouldEmptyTheLedgerWhenTheUploadIsAborted(@ForAll final long seed) {
        final Random random = new Random(seed);
        final List<SpecificRecord> commands =
                List.of(Samples.abort(Samples.S3, "a1"), Samples.complete(Samples.S3, "c1", listed()));
        final Fixture upload = fold(shuffled(random, events(), commands), random);

        assertThat(upload.state.status()).isEqualTo(UploadStatus.ABORTED);
        assertThat(upload.view.ledger()).isEmpty();
        assertThat(upload.result("a1").getHttpStatus()).isEqualTo(204);
        assertThat(upload.result("c1").getHttpStatus()).isEqualTo(404);
        assertThat(upload.deleted).hasSize(PARTS * GENERATIONS);
    }

    /** What the Complete lists has to be known before it; everything else may come at any time. */
    @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
    void shouldKeepWhatIsListedWhenTheUploadIsCompleted(@ForAll final long seed) {
        final Random random = new Random(seed);
        final List<SpecificRecord> before = new ArrayList<>();
        final List<SpecificRecord> after = new ArrayList<>();
        before.add(Samples.created(Samples.S3));
        for (int number = 1; number <= PARTS; number++) {
            for (int generation = 1; generation <= GENERATIONS; generation++) {
                final SpecificRecord part = Samples.part(Samples.S3, number, generation);
                final boolean listed = number <= PARTS / 2 && generation == 2;
                final boolean higher = number <= PARTS / 2 && generation > 2;
                (listed || (!higher && random.nextBoolean()) ? before : after).add(part);
            }
        }
        final List<SpecificRecord> history = shuffled(random, before, List.of());
        final SpecificRecord abort = Samples.abort(Samples.S3, "a1");
        final SpecificRecord complete =
                Samples.complete(Samples.S3, "c1", List.of(Samples.listed(1, 2), Samples.listed(2, 2)));
        history.add(complete);
        history.addAll(shuffled(random, after, List.of(abort)));
        history.add(
                history.indexOf(complete) + 1 + random.nextInt(history.size() - history.indexOf(complete)),
                Samples.assembled(Samples.S3, "c1"));
        final Fixture upload = fold(history, random);

        assertThat(upload.state.status()).isEqualTo(UploadStatus.COMPLETED);
        assertThat(upload.view.ledger())
                .extracting(StoredPart::locator)
                .containsExactly(Samples.locator(1, 2), Samples.locator(2, 2));
        assertThat(upload.result("c1").getHttpStatus()).isEqualTo(200);
        assertThat(upload.result("a1").getHttpStatus()).isEqualTo(404);
        assertThat(upload.deleted).hasSize(PARTS * GENERATIONS - 2);
    }

    private static List<SpecificRecord> events() {
        final List<SpecificRecord> events = new ArrayList<>();
        events.add(Samples.created(Samples.S3));
        for (int number = 1; number <= PARTS; number++) {
            for (int generation = 1; generation <= GENERATIONS; generation++) {
                events.add(Samples.part(Samples.S3, number, generation));
            }
        }
        return events;
    }

    private static List<CompletedPart> listed() {
        return List.of(Samples.listed(1, GENERATIONS));
    }

    private static Fixture orderly(final List<SpecificRecord> events) {
        return fold(events, new Random(0));
    }

    /** All events in any order, some of them twice or as a scanner saw them, and the commands in theirs. */
    private static List<SpecificRecord> shuffled(
            final Random random, final List<SpecificRecord> events, final List<SpecificRecord> commands) {
        final List<SpecificRecord> shuffled = new ArrayList<>(events);
        for (final SpecificRecord event : events) {
            if (random.nextInt(3) == 0) {
                shuffled.add(event);
            }
            if (event instanceof PartUploaded part && random.nextInt(3) == 0) {
                shuffled.add(Samples.observed(Samples.S3, Samples.seen(part)));
            }
        }
        Collections.shuffle(shuffled, random);
        int position = 0;
        for (final SpecificRecord command : commands) {
            position += random.nextInt(shuffled.size() - position + 1);
            shuffled.add(position++, command);
        }
        return shuffled;
    }

    /** Folds a history while agents delete what is to be deleted at any time, and then to the end. */
    private static Fixture fold(final List<SpecificRecord> history, final Random random) {
        final Fixture upload = new Fixture();
        final List<PartDeletion> deletions = new ArrayList<>();
        for (final SpecificRecord record : history) {
            upload.receive(record);
            deletions.addAll(Fixture.of(upload.last(), PartDeletion.class));
            if (!deletions.isEmpty() && random.nextBoolean()) {
                deletions.addAll(upload.delete(deletions.remove(random.nextInt(deletions.size()))));
            }
        }
        while (!deletions.isEmpty()) {
            deletions.addAll(upload.delete(deletions.remove(0)));
        }
        return upload;
    }
}
