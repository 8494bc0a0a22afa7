/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchOptionsTest {
    @Test
    void shouldRefuseWhenOpenUploadsDescend() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(50_000, List.of(1_000, 10)))
                .withMessageContaining("ascending");
    }

    @Test
    void shouldRefuseWhenThereAreMorePartsThanUploadsCanHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(1_000_000, List.of(100)))
                .withMessageContaining("10000 parts");
    }

    @Test
    void shouldRefuseWhenNoUploadIsOpen() {
        assertThatIllegalArgumentException().isThrownBy(() -> with(50_000, List.of()));
    }

    private static BenchOptions with(final long records, final List<Integer> openUploads) {
        final BenchOptions quick = BenchOptions.QUICK;
        return new BenchOptions(
                true,
                quick.runs(),
                quick.threads(),
                quick.partitions(),
                quick.guarantee(),
                records,
                quick.passLimit(),
                openUploads,
                quick.dataDirectory());
    }
}
