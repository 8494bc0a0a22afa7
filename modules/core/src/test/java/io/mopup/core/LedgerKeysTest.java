/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerKeysTest {
    @Test
    void shouldBeReadableWhenPrinted() {
        assertThat(LedgerKeys.live(42)).isEqualTo("00042");
        assertThat(LedgerKeys.generation(42, 7)).isEqualTo("other/00042/0000000000000000007");
    }

    @Test
    void shouldSortByNumberThenGenerationWithTheLiveOnesFirst() {
        assertThat(List.of(
                        LedgerKeys.START,
                        LedgerKeys.live(1),
                        LedgerKeys.live(9),
                        LedgerKeys.live(10),
                        LedgerKeys.live(10_000),
                        LedgerKeys.OTHERS,
                        LedgerKeys.generation(1, 0),
                        LedgerKeys.generation(1, 9),
                        LedgerKeys.generation(1, 10),
                        LedgerKeys.generation(2, 0),
                        LedgerKeys.generation(2, Long.MAX_VALUE),
                        LedgerKeys.generation(10_000, 0)))
                .isSorted()
                .doesNotHaveDuplicates();
    }
}
