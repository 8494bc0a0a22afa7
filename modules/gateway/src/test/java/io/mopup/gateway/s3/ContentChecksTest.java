/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each algorithm gives the value that its definition names for these nine digits. */
class ContentChecksTest {
    @ParameterizedTest
    @CsvSource({
        "CRC32, cbf43926",
        "CRC32C, e3069283",
        "CRC64NVME, ae8b14860a799888",
        "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
        "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"
    })
    void shouldGiveTheKnownValueWhenTheBytesComeInPieces(final ContentChecks algorithm, final String expected) {
        final byte[] digits = "0123456789".getBytes(StandardCharsets.US_ASCII);
        final ContentChecks.Running running = algorithm.begin();

        running.update(digits, 1, 4);
        running.update(digits, 5, 5);

        assertThat(HexFormat.of().formatHex(running.digest())).isEqualTo(expected);
    }
}
