/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.benchmarks.BenchReport.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static final List<Integer> OPEN = List.of(1_000, 1_000_000);

    @Test
    void shouldBeMetWhenMedianReachesBound() {
        final Figures figures = throughput(0.69, 0.7, 0.9);
        figures.add(Row.partsRatio(1_000_000, 1_000), 0.8);

        assertThat(Targets.ofThroughput(figures, OPEN)).allMatch(Target::met);
    }

    @Test
    void shouldBeMissedWhenMedianIsBelowThoughOneRunIsAbove() {
        final Figures figures = throughput(0.5, 0.69, 0.9);
        figures.add(Row.partsRatio(1_000_000, 1_000), 0.79);

        assertThat(Targets.ofThroughput(figures, OPEN)).noneMatch(Target::met);
    }

    @Test
    void shouldAlsoBeMissedWhenMoreUploadsAreMuchFaster() {
        final Figures figures = throughput(1.0);
        figures.add(Row.partsRatio(1_000_000, 1_000), 1.3);

        assertThat(Targets.ofThroughput(figures, OPEN).get(1).met()).isFalse();
    }

    @Test
    void shouldJudgeLargeUploadByAnswerAndBySlices() {
        final Figures figures = new Figures();
        figures.add(Row.LARGE_ANSWER_RATIO, 2.1);
        figures.add(Row.SMALL_SLICES, 1);

        assertThat(Targets.ofAborts(figures)).extracting(Target::met).containsExactly(false, true);
    }

    private static Figures throughput(final double... ratios) {
        final Figures figures = new Figures();
        for (final double ratio : ratios) {
            figures.add(Row.PARTS_OF_L2, ratio);
        }
        return figures;
    }
}
