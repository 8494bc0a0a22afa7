/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.mopup.benchmarks.BenchException;
import io.mopup.benchmarks.BenchReport.Target;
import io.mopup.benchmarks.internal.Trend.Sample;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Four minutes, one value a second, around 500. */
class TrendTest {
    private static final int SECONDS = 240;
    private static final double LEVEL = 500;
    private static final double NOISE = 25;

    @Test
    void shouldTellFirstAndLastAndGrowthWhenTheLineIsStraight() {
        final Trend trend = trend(second -> LEVEL + second / 60.0);

        assertThat(trend.slope()).isCloseTo(1, within(1e-9));
        assertThat(trend.first()).isCloseTo(LEVEL + 23.5 / 60, within(1e-9));
        assertThat(trend.last()).isCloseTo(LEVEL + 215.5 / 60, within(1e-9));
        assertThat(trend.perMinute()).isCloseTo(1, within(0.02));
        assertThat(trend.values()).isEqualTo(SECONDS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldCallItALeakWhenItGrowsWithinTheNoise(final long seed) {
        final Random random = new Random(seed);
        assertThat(isLeak(trend(second -> LEVEL + 15 * second / 60.0 + NOISE * random.nextGaussian())))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldNotCallItALeakWhenItIsFlatWithinTheNoise(final long seed) {
        final Random random = new Random(seed);
        assertThat(isLeak(trend(second -> LEVEL + NOISE * random.nextGaussian())))
                .isFalse();
    }

    @Test
    void shouldNotCallItALeakWhenItIsASawtooth() {
        assertThat(isLeak(trend(second -> LEVEL + 3 * (second % 17)))).isFalse();
    }

    @Test
    void shouldNotCallItALeakWhenOneValueIsFarOff() {
        assertThat(isLeak(trend(second -> second == SECONDS - 1 ? 2 * LEVEL : LEVEL)))
                .isFalse();
    }

    @Test
    void shouldNotCallItALeakWhenItShrinks() {
        assertThat(isLeak(trend(second -> LEVEL - second))).isFalse();
    }

    /** The medians do not see it yet. */
    @Test
    void shouldCallItALeakWhenItBeginsLate() {
        assertThat(isLeak(trend(second -> second < SECONDS - 20 ? LEVEL : LEVEL * 1.5)))
                .isTrue();
    }

    /** A line through all values sees less than two thirds of it. */
    @Test
    void shouldCallItALeakWhenItIsAStepAtTheBeginning() {
        assertThat(isLeak(trend(second -> second < SECONDS / 5 ? LEVEL : LEVEL * 1.08)))
                .isTrue();
    }

    @Test
    void shouldNotJudgeWhenTheLoadWasShort() {
        final Leaks leaks = Leaks.of(Map.of(ProcessFigure.THREADS, trend(second -> LEVEL + second)), false);

        assertThat(leaks.targets()).isEmpty();
        assertThat(leaks.growth()).containsOnlyKeys("threads");
    }

    @Test
    void shouldSayNothingWhenThereAreTooFewValues() {
        assertThatExceptionOfType(BenchException.class)
                .isThrownBy(() -> Trend.of(List.of(new Sample(1, 1), new Sample(2, 1))));
    }

    private static Trend trend(final IntToDoubleFunction values) {
        return Trend.of(IntStream.range(0, SECONDS)
                .mapToObj(second -> new Sample(second, values.applyAsDouble(second)))
                .toList());
    }

    private static boolean isLeak(final Trend trend) {
        final List<Target> targets =
                Leaks.of(Map.of(ProcessFigure.HANDLES, trend), true).targets();
        assertThat(targets).hasSize(1);
        assertThat(targets.get(0).what()).contains("open files and sockets", "2 % a minute");
        return !targets.get(0).met();
    }
}
