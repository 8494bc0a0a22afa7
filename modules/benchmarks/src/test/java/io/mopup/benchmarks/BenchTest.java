/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
    @Test
    @Tag("long")
    void shouldMeasureEveryLetterAndLeaveNothingWhenRun(@TempDir final Path directory) throws IOException {
        final BenchOptions quick = BenchOptions.QUICK;
        final BenchReport report = Bench.run(
                new BenchOptions(
                        true,
                        1,
                        2,
                        2,
                        quick.guarantee(),
                        BenchOptions.LEAST_RECORDS,
                        quick.passLimit(),
                        List.of(100, 200),
                        Optional.of(directory)),
                step -> {});

        assertThat(report.figures())
                .extracting(figure -> figure.id().replaceAll("[./].*", ""))
                .contains("P", "C", "L1", "L2", "b", "c", "d", "e", "f", "g");
        assertThat(report.figures()).allSatisfy(figure -> assertThat(figure.values())
                .hasSize(1)
                .allSatisfy(value -> assertThat(value).isFinite().isNotNegative()));
        assertThat(report.targets()).extracting(BenchReport.Target::id).containsOnly("b", "e", "g");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }
}
