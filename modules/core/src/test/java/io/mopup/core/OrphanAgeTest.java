/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.ReclaimState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OrphanAgeTest {
    private static final FoldSettings DELETING = Samples.deletingOrphans();

    /** Nobody reports, and the timers of a processor that stands still do not fire. */
    @Test
    void shouldGoOnDeletingAnOrphanThatGrowsOldMeanwhile() {
        final Fixture orphans = new Fixture(DELETING);
        orphans.receive(Samples.part(S3, 1, 1));
        orphans.pass(DELETING.grace());
        orphans.now +=
                DELETING.retention().dividedBy(2).plus(Duration.ofHours(1)).toMillis();

        final var repeated = orphans.fire();

        assertThat(Fixture.ids(repeated)).containsExactly("u1/1/1");
        assertThat(orphans.state.reclaim().state()).isEqualTo(ReclaimState.DELETING);
    }
}
