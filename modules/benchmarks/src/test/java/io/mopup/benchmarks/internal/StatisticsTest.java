/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void shouldTakeMiddleValueAsMedianWhenCountIsOdd() {
        assertThat(Statistics.median(List.of(9.0, 1.0, 4.0))).isEqualTo(4.0);
    }

    @Test
    void shouldTakeMeanOfMiddleValuesAsMedianWhenCountIsEven() {
        assertThat(Statistics.median(List.of(1.0, 9.0, 4.0, 5.0))).isEqualTo(4.5);
    }

    @Test
    void shouldGiveMeasuredValueWhenPercentileFallsBetween() {
        final double[] values =
                IntStream.rangeClosed(1, 200).mapToDouble(n -> 201 - n).toArray();

        assertThat(Statistics.percentile(values, 0.5)).isEqualTo(100);
        assertThat(Statistics.percentile(values, 0.99)).isEqualTo(198);
        assertThat(Statistics.percentile(values, 1)).isEqualTo(200);
    }

    @Test
    void shouldGiveTheOnlyValueWhenThereIsOne() {
        assertThat(Statistics.percentile(new double[] {7}, 0.01)).isEqualTo(7);
    }

    @Test
    void shouldRefuseWhenThereIsNoValue() {
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.percentile(new double[0], 0.5));
    }
}
