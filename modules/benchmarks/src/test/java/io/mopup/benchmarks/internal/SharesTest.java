/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.gateway.GatewayMetrics;
import io.mopup.gateway.GatewayMetrics.Api;
import io.mopup.gateway.s3.S3Operation;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharesTest {
    @Test
    void shouldTakeTheMedianOfItsOwnPhaseWhenThereAreTwo() {
        try (GatewayMetrics metrics = new GatewayMetrics(Duration.ofSeconds(30))) {
            record(metrics, 0.1);
            final Shares first = Shares.of(metrics, "first");
            record(metrics, 0.8, 0.9, 0.85);
            first.close();
            final Shares second = Shares.of(metrics, "second");
            record(metrics, 0.3);

            assertThat(first.medians()).isEqualTo(Map.of("UploadPart", 0.85));
            assertThat(second.medians()).isEqualTo(Map.of("UploadPart", 0.3));
        }
    }

    private static void record(final GatewayMetrics metrics, final double... shares) {
        for (final double share : shares) {
            metrics.shares(Api.S3, S3Operation.UPLOAD_PART).record(share);
        }
    }
}
