/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.RecordKeys;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UploadSeriesTest {
    private static final int PARTITIONS = 8;

    @Test
    void shouldGiveEveryPartitionTheSameNumberWhenSpread() {
        final UploadSeries series = UploadSeries.spread("series", 80, PARTITIONS);

        final var counts = IntStream.range(0, 80)
                .mapToObj(n -> partition(series, n))
                .collect(Collectors.groupingBy(each -> each, Collectors.counting()));

        assertThat(counts).hasSize(PARTITIONS).containsValues(10L).doesNotContainValue(9L);
    }

    @Test
    void shouldStayOnOnePartitionWhenAsked() {
        final UploadSeries series = UploadSeries.on(3, "series", 20, PARTITIONS);

        assertThat(IntStream.range(0, 20).map(n -> partition(series, n))).containsOnly(3);
    }

    @Test
    void shouldFindIndexAgainWhenGivenKeyOfUploadOrPart() {
        final UploadSeries series = UploadSeries.spread("run-1", 30_000, PARTITIONS);
        final String uploadId = series.identity(29_999).getUploadId();

        assertThat(series.owns(uploadId)).isTrue();
        assertThat(series.index(uploadId)).isEqualTo(29_999);
        assertThat(series.index(uploadId + "/17")).isEqualTo(29_999);
        assertThat(UploadSeries.spread("run-10", 1, PARTITIONS).owns(uploadId)).isFalse();
        assertThat(UploadSeries.spread("run", 1, PARTITIONS).owns(uploadId)).isFalse();
    }

    @Test
    void shouldBeTheSameUploadsWhenMadeAgain() {
        assertThat(UploadSeries.spread("series", 50, PARTITIONS).identity(42))
                .isEqualTo(UploadSeries.spread("series", 50, PARTITIONS).identity(42));
    }

    private static int partition(final UploadSeries series, final int index) {
        return RecordKeys.partition(series.identity(index).getUploadId(), PARTITIONS);
    }
}
