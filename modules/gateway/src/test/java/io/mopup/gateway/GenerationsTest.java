/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GenerationsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void shouldAlwaysRiseWhenTheClockStandsStill() {
        final Generations generations = new Generations(Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(LongStream.range(0, 10_000).map(number -> generations.next()).toArray())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldBeHigherWhenAnotherGatewayIsAskedLater() {
        final Generations one = new Generations(Clock.fixed(NOW, ZoneOffset.UTC));
        final Generations other = new Generations(Clock.offset(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofMillis(1)));

        assertThat(other.next()).isGreaterThan(one.next());
    }
}
