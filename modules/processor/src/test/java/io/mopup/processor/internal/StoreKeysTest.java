/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.core.LedgerKeys;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreKeysTest {
    private static final Comparator<String> AS_ROCKSDB =
            Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    @ParameterizedTest
    @ValueSource(strings = {"u1", "u1/", "u1/00001", "u%", "u%2F", "ü", "", "u10"})
    void shouldKeepEveryOtherUploadOutWhenOneLedgerIsScanned(final String other) {
        for (final String upload : List.of("u1", "u%2F1", "u1/0")) {
            if (upload.equals(other)) {
                continue;
            }
            final String key = StoreKeys.part(other, LedgerKeys.live(1));
            assertThat(isWithin(key, StoreKeys.ledger(upload))).as(key).isFalse();
            assertThat(isWithin(StoreKeys.part(upload, LedgerKeys.live(1)), StoreKeys.ledger(upload)))
                    .isTrue();
        }
    }

    @Test
    void shouldTellIdsApartWhenTheyContainTheSeparatorOrTheEscape() {
        final List<String> ids = List.of("a/b", "a%2Fb", "a%252Fb", "a", "a/", "%", "/");

        assertThat(ids.stream().map(id -> StoreKeys.command(id, id))).doesNotHaveDuplicates();
        assertThat(StoreKeys.command("a/c/b", "x")).isNotEqualTo(StoreKeys.command("a", "b/c/x"));
    }

    @Test
    void shouldSortTimersByTimeWhenNumbersDifferInLength() {
        final List<String> keys = Stream.of(9L, 10L, 1_767_225_600_000L, Long.MAX_VALUE)
                .map(at -> StoreKeys.timer(at, "u"))
                .toList();

        assertThat(keys).isSortedAccordingTo(AS_ROCKSDB);
        assertThat(AS_ROCKSDB.compare(StoreKeys.TIMER_CURSOR, StoreKeys.timersUpTo(Long.MAX_VALUE)))
                .isPositive();
    }

    @Test
    void shouldSortPartsByNumberAndWaitingCommandsByArrivalWhenBytesAreCompared() {
        assertThat(Stream.of(
                                LedgerKeys.live(9),
                                LedgerKeys.live(10),
                                LedgerKeys.live(10_000),
                                LedgerKeys.generation(9, 1),
                                LedgerKeys.generation(10, 1))
                        .map(key -> StoreKeys.part("u", key)))
                .isSortedAccordingTo(AS_ROCKSDB);
        assertThat(Stream.of(9L, 10L, 100L).map(sequence -> StoreKeys.waiting("u", sequence)))
                .isSortedAccordingTo(AS_ROCKSDB);
    }

    @Test
    void shouldReadBackTimeAndUploadWhenTheIdContainsTheSeparator() {
        final String key = StoreKeys.timer(1_767_225_600_000L, "a/b%");

        assertThat(StoreKeys.timerAt(key)).isEqualTo(1_767_225_600_000L);
        assertThat(StoreKeys.timerUpload(key)).isEqualTo("a/b%");
        assertThat(AS_ROCKSDB.compare(StoreKeys.timersFrom(1_767_225_600_000L), key))
                .isNegative();
        assertThat(AS_ROCKSDB.compare(StoreKeys.timersUpTo(1_767_225_600_000L), key))
                .isPositive();
        assertThat(AS_ROCKSDB.compare(StoreKeys.timersUpTo(1_767_225_599_999L), key))
                .isNegative();
    }

    private static boolean isWithin(final String key, final String prefix) {
        return AS_ROCKSDB.compare(key, prefix) >= 0 && AS_ROCKSDB.compare(key, StoreKeys.endOf(prefix)) <= 0;
    }
}
