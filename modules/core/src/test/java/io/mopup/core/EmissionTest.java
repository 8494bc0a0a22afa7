/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.AbortRound;
import io.mopup.events.PartDeletion;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class EmissionTest {
    @Test
    void shouldEmitASliceWithEachFiringWhenThereAreMany() {
        final Fixture upload = large(1_100);
        assertThat(Fixture.ids(upload.receive(Samples.abort(S3, "a")))).hasSize(32);

        assertThat(Fixture.ids(upload.fire())).hasSize(500);
        assertThat(upload.state.armedAt()).as("due at once").isEqualTo(upload.now);
        assertThat(Fixture.ids(upload.fire())).hasSize(500);
        assertThat(Fixture.ids(upload.fire())).hasSize(68);

        assertThat(upload.state.armedAt()).as("now it waits for reports").isGreaterThan(upload.now);
    }

    @Test
    void shouldStopAtTheCapAndGoOnWhenReportsComeIn() {
        final Fixture upload = new Fixture(Samples.withCap(40)).with(S3, numbers(100));
        upload.receive(Samples.abort(S3, "a"));
        upload.pass(Duration.ofSeconds(1));
        final List<PartDeletion> first = upload.all(PartDeletion.class);
        assertThat(first).hasSizeBetween(40, 49);

        first.forEach(upload::delete);
        upload.pass(Duration.ofSeconds(1));

        assertThat(Fixture.ids(upload.outputs)).hasSizeGreaterThan(first.size()).doesNotHaveDuplicates();
    }

    @Test
    void shouldGoOnWhenOnlyOneDeletionMayBeOutstanding() {
        final Fixture upload = new Fixture(Samples.withCap(1)).with(S3, numbers(30));
        upload.receive(Samples.abort(S3, "a"));

        for (int i = 0; i < 30; i++) {
            upload.deleteAll();
            upload.pass(Duration.ofMillis(1));
        }

        assertThat(upload.view.ledger()).isEmpty();
        assertThat(upload.all(PartDeletion.class)).allMatch(deletion -> deletion.getAttempt() == 1);
    }

    @Test
    void shouldRepeatOnlyWhatWasNotReportedWhenTimeIsUp() {
        final Fixture upload = large(3);
        final List<SpecificRecord> out = upload.receive(Samples.abort(S3, "a"));
        upload.delete(Fixture.of(out, PartDeletion.class).get(1));

        final List<SpecificRecord> again =
                upload.pass(upload.settings.reportTimeout().multipliedBy(2));

        assertThat(Fixture.ids(again)).containsExactly("u1/1/1", "u1/3/1");
        assertThat(Fixture.of(again, PartDeletion.class)).allMatch(deletion -> deletion.getAttempt() == 2);
    }

    @Test
    void shouldNotLookBeforeTheLastOneIsReportedWhenReportsAreDoubled() {
        final Fixture upload = large(3);
        final List<PartDeletion> deletions = Fixture.of(upload.receive(Samples.abort(S3, "a")), PartDeletion.class);

        upload.receive(Samples.deleted(deletions.get(0)));
        upload.receive(Samples.deleted(deletions.get(0)));
        upload.receive(Samples.deleted(deletions.get(1)), Samples.deleted(deletions.get(1)));
        assertThat(upload.all(AbortRound.class)).isEmpty();
        upload.receive(Samples.deleted(deletions.get(2)));

        assertThat(upload.all(AbortRound.class)).hasSize(1);
    }

    @Test
    void shouldEmitASupersededPartOnceWhenTheAbortFollowsAtOnce() {
        final Fixture upload = large(2);
        upload.receive(Samples.part(S3, 1, 2));

        upload.receive(Samples.abort(S3, "a"));

        assertThat(Fixture.ids(upload.outputs)).containsExactlyInAnyOrder("u1/1/1", "u1/1/2", "u1/2/1");
        upload.reclaim();
        assertThat(upload.state.reclaim().receipt().getPartsDeleted()).isEqualTo(3);
    }

    @Test
    void shouldReadNoLivePartWhenASupersededOneIsRepeated() {
        final Fixture upload = large(5_000);
        upload.receive(Samples.part(S3, 1, 2));

        final List<SpecificRecord> again =
                upload.pass(upload.settings.reportTimeout().multipliedBy(2));

        assertThat(Fixture.ids(again)).containsExactly("u1/1/1");
        assertThat(upload.state.reclaim().pass().underWay())
                .as("one firing was enough")
                .isFalse();
    }

    @Test
    void shouldDeleteUnlistedPartsInSlicesWhenTheObjectIsThere() {
        final Fixture upload = large(1_100);
        upload.receive(Samples.complete(S3, "c", Samples.firstOf(7)), Samples.assembled(S3, "c"));

        upload.pass(Duration.ofSeconds(1));

        assertThat(Fixture.ids(upload.outputs))
                .hasSize(1_099)
                .doesNotHaveDuplicates()
                .doesNotContain("u1/7/1");
        upload.deleteAll();
        assertThat(upload.view.ledger()).singleElement().returns(7, StoredPart::partNumber);
        assertThat(upload.state.reclaim().settled()).isTrue();
    }

    @Test
    void shouldRepeatEachUnlistedPartOnceWhenNoReportCame() {
        final Fixture upload = large(40);
        upload.receive(Samples.complete(S3, "c", Samples.firstOf(7)), Samples.assembled(S3, "c"));
        upload.pass(Duration.ofSeconds(1));

        final List<SpecificRecord> again =
                upload.pass(upload.settings.reportTimeout().multipliedBy(2));

        assertThat(Fixture.ids(again)).hasSize(39).doesNotHaveDuplicates();
    }

    private static Fixture large(final int parts) {
        return Fixture.inProgress(S3, numbers(parts));
    }

    private static int[] numbers(final int parts) {
        return IntStream.rangeClosed(1, parts).toArray();
    }
}
