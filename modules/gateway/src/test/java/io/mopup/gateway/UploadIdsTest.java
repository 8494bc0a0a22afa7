/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.Dialect;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UploadIdsTest {
    /** One in 64 would begin with any one character. */
    private static final int MANY = 2000;

    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {"S3", "S3_DIRECTORY", "COS", "GLACIER"})
    void shouldBeginLikeNoOptionWhenACommandLineIsGivenOne(final Dialect dialect) {
        assertThat(Stream.generate(() -> UploadIds.next(dialect)).limit(MANY))
                .allMatch(id -> id.matches("[A-Za-z0-9_][A-Za-z0-9_-]+"))
                .doesNotHaveDuplicates();
    }
}
