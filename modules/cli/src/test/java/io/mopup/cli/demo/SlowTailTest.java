/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlowTailTest {
    private static final byte[] BYTES = {1, 2, -3};

    private final CompletableFuture<String> until = new CompletableFuture<>();
    private final SlowTail stalled = new SlowTail(BYTES, until);

    @Test
    void shouldGiveTheLastByteWhenTheAnswerIsThere() throws Exception {
        assertThat(stalled.readNBytes(2)).containsExactly(1, 2);
        final CompletableFuture<byte[]> rest = CompletableFuture.supplyAsync(this::rest);
        assertThat(rest).isNotDone();
        until.complete("204");
        assertThat(rest.get(60, TimeUnit.SECONDS)).containsExactly(-3);
    }

    @Test
    void shouldGiveTheLastByteWhenThereIsNoAnswer() {
        until.completeExceptionally(new IOException("closed"));
        assertThat(rest()).isEqualTo(BYTES);
    }

    private byte[] rest() {
        try {
            return stalled.readAllBytes();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
