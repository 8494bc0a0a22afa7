/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerationsTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 254, 255, 256, 65_534, 1_793_534_400_000L, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    void shouldContainExactlyTheListedGenerationWhateverItsSize(final long generation) {
        final byte[] listed = Generations.of(List.of(part(2, generation), part(4, 0)));

        assertThat(Generations.contain(listed, 2, generation)).isTrue();
        assertThat(Generations.contain(listed, 2, generation ^ 1)).isFalse();
        assertThat(Generations.contain(listed, 1, generation)).isFalse();
        assertThat(Generations.contain(listed, 3, generation)).isFalse();
        assertThat(Generations.contain(listed, 4, 0)).isTrue();
        assertThat(Generations.contain(listed, 5, 0)).isFalse();
        assertThat(Generations.contain(listed, 10_000, generation)).isFalse();
    }

    @Test
    void shouldContainNothingWhenNothingIsListed() {
        assertThat(Generations.contain(Generations.NONE, 1, 0)).isFalse();
        assertThat(Generations.contain(Generations.of(List.of()), 1, 0)).isFalse();
    }

    @Test
    void shouldStaySmallWhenThereAreTenThousandParts() {
        final byte[] counters = Generations.of(IntStream.rangeClosed(1, 10_000)
                .mapToObj(number -> part(number, 3))
                .toList());
        final byte[] clocks = Generations.of(IntStream.rangeClosed(1, 10_000)
                .mapToObj(number -> part(number, 1_793_534_400_000L + number))
                .toList());

        assertThat(counters).hasSize(10_001);
        assertThat(clocks).hasSize(60_001);
    }

    private static StoredPart part(final int number, final long generation) {
        return StoredPart.of(Samples.part(Samples.S3, number, generation));
    }
}
