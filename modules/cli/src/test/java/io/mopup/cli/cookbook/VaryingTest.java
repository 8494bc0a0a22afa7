/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.cookbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VaryingTest {
    @ParameterizedTest
    @CsvSource({
        "11:09:20.628  CREATED tour, 23:59:59.001 CREATED tour",
        "seen 2026-11-21T23:32:43Z, seen 2027-01-01T00:00:00.123Z",
        "decidedAt 1795259398526, decidedAt 1795259398999",
        "command 3b763da9-8cf1-4e37-8a76-e44d1da125a2, command 00000000-8cf1-4e37-8a76-e44d1da125a2",
        "a   b  c, a b c"
    })
    void shouldFindNoDifferenceWhenOnlyThatDiffersWhatHasTo(final String left, final String right) {
        assertThat(Varying.removed(List.of(left))).isEqualTo(Varying.removed(List.of(right)));
    }

    @ParameterizedTest
    @CsvSource({
        "status ABORTED, status COMPLETED",
        "round 1, round 2",
        "'1,000,000 bytes', '1,000,001 bytes'",
        "204, 404",
        "mopup.uploads, mopup.results",
        "uploadId tour, uploadId other",
        "mopup-processor-uploads-changelog, mopup-processor-parts-changelog",
        "org.apache.kafka.clients.consumer, org.apache.kafka.clients.producer"
    })
    void shouldFindTheDifferenceWhenAnythingElseDiffers(final String left, final String right) {
        assertThat(Varying.removed(List.of(left))).isNotEqualTo(Varying.removed(List.of(right)));
    }
}
