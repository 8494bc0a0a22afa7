/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.contract.ReasonCode;
import io.mopup.contract.RegistryUnavailableException;
import io.mopup.contract.RejectedRecordException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RegistryRetryTest {
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void shouldAnswerWhenTheRegistryComesBack() {
        final String answer = new RegistryRetry(Duration.ofMinutes(1)).call(() -> {
            if (calls.incrementAndGet() < 3) {
                throw new RegistryUnavailableException(new IOException("refused"));
            }
            return "schema";
        });

        assertThat(answer).isEqualTo("schema");
        assertThat(calls).hasValue(3);
    }

    @Test
    void shouldGiveUpWhenTheTimeHasPassed() {
        final RegistryUnavailableException down = new RegistryUnavailableException(new IOException("refused"));

        assertThatThrownBy(() -> new RegistryRetry(Duration.ZERO).call(() -> {
                    throw down;
                }))
                .isSameAs(down);
    }

    @Test
    void shouldNotTryAgainWhenTheRecordItselfIsWrong() {
        assertThatThrownBy(() -> new RegistryRetry(Duration.ofMinutes(1)).call(() -> {
                    calls.incrementAndGet();
                    throw new RejectedRecordException(ReasonCode.UNDECODABLE, "");
                }))
                .isInstanceOf(RejectedRecordException.class);
        assertThat(calls).hasValue(1);
    }
}
