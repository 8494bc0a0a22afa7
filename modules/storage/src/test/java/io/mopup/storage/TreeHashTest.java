/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.Digests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeHashTest {
    private static final int MIB = 1 << 20;

    @Test
    void shouldBeSha256OfNothingWhenThereAreNoBytes() {
        assertThat(new TreeHash().digest())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, MIB - 1, MIB, MIB + 1, 2 * MIB, 3 * MIB, 5 * MIB + 7, 6 * MIB, 7 * MIB, 11 * MIB + 1})
    void shouldEqualTheTreeBuiltLevelByLevelWhenFedInOddChunks(final int size) {
        final byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        final TreeHash hash = new TreeHash();
        final int chunk = 700_001;
        for (int from = 0; from < size; from += chunk) {
            hash.update(bytes, from, Math.min(chunk, size - from));
        }

        assertThat(hash.digest()).isEqualTo(levelByLevel(bytes));
    }

    /** The definition, word by word. */
    private static String levelByLevel(final byte[] bytes) {
        List<byte[]> level = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += MIB) {
            level.add(Digests.sha256().digest(Arrays.copyOfRange(bytes, from, Math.min(from + MIB, bytes.length))));
        }
        while (level.size() > 1) {
            final List<byte[]> next = new ArrayList<>();
            for (int i = 0; i < level.size(); i += 2) {
                if (i + 1 == level.size()) {
                    next.add(level.get(i));
                } else {
                    final byte[] both = Arrays.copyOf(level.get(i), 64);
                    System.arraycopy(level.get(i + 1), 0, both, 32, 32);
                    next.add(Digests.sha256().digest(both));
                }
            }
            level = next;
        }
        return HexFormat.of().formatHex(level.get(0));
    }
}
