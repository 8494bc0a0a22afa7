/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mopup.benchmarks.BenchException;
import io.mopup.benchmarks.internal.Throughput.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThroughputTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void shouldLeaveOutWarmUpAndEndWhenSteadyPartIsAsked() {
        final List<Sample> samples = List.of(
                new Sample(5 * SECOND, 10),
                new Sample(6 * SECOND, 260),
                new Sample(7 * SECOND, 600),
                new Sample(8 * SECOND, 960),
                new Sample(20 * SECOND, 1000));

        assertThat(Throughput.between(samples, 250, 950)).isEqualTo(350);
    }

    @Test
    void shouldUseLastSampleWhenTimeWasOverBefore() {
        final List<Sample> samples =
                List.of(new Sample(0, 0), new Sample(10 * SECOND, 300), new Sample(12 * SECOND, 500));

        assertThat(Throughput.between(samples, 250, 950)).isEqualTo(100);
    }

    @Test
    void shouldSaySoWhenWarmUpNeverEnded() {
        final List<Sample> samples = List.of(new Sample(0, 0), new Sample(10 * SECOND, 100));

        assertThatExceptionOfType(BenchException.class)
                .isThrownBy(() -> Throughput.between(samples, 250, 950))
                .withMessageContaining("Only 100 records");
    }
}
