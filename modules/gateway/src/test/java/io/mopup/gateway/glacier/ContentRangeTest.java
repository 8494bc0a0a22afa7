/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.glacier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentRangeTest {
    private static final long MIB = 1 << 20;

    @ParameterizedTest
    @CsvSource({
        "bytes 0-1048575/*, 1, 1048576",
        "bytes 1048576-1048580/*, 2, 5",
        "bytes 10484711424-10484711424/*, 10000, 1"
    })
    void shouldFindThePart(final String header, final int number, final long length) {
        final ContentRange range = ContentRange.parse(header);

        assertThat(range.partNumber(MIB)).isEqualTo(number);
        assertThat(range.length()).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes 0-/*",
                "bytes -5/*",
                "bytes 5-4/*",
                "0-5",
                "bytes 0-99999999999999999999/*",
                "bytes a-b/*"
            })
    void shouldRefuseWhatIsNoRange(final String header) {
        assertRefused(() -> ContentRange.parse(header));
    }

    @ParameterizedTest
    @Tag("conformance-91")
    @ValueSource(strings = {"bytes 524288-1572863/*", "bytes 0-1048576/*", "bytes 10485760000-10485760000/*"})
    void shouldRefuseWhatIsNoPart(final String header) {
        assertRefused(() -> ContentRange.parse(header).partNumber(MIB));
    }

    private static void assertRefused(final Runnable call) {
        assertThatExceptionOfType(GlacierFailure.class).isThrownBy(call::run).satisfies(failure -> assertThat(
                        failure.answer().errorCode())
                .isEqualTo("InvalidParameterValueException"));
    }
}
