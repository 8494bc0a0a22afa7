/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.broker;

import static io.mopup.processor.internal.TestRecords.abort;
import static io.mopup.processor.internal.TestRecords.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mopup.contract.MopupTopic;
import io.mopup.events.CommandResult;
import io.mopup.processor.MopupProcessor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlyCommitOnBrokerTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** Far behind the limit: what is seen before was not committed by the interval. */
    private static final Map<String, String> RARE_COMMITS =
            Map.of(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "600000", "producer.transaction.timeout.ms", "900000");

    @TempDir
    Path directory;

    @Test
    void shouldShowEachAnswerWhenTheCommitIntervalIsNotOver() throws Exception {
        try (Installation installation = Installation.create();
                Outputs outputs = new Outputs(installation);
                MopupProcessor processor = new MopupProcessor(installation.config(directory, RARE_COMMITS))) {
            processor.start();
            assertThat(processor.awaitRunning(LIMIT)).isTrue();

            for (final String uploadId : List.of("u1", "u2", "u3")) {
                installation.publish(created(uploadId));
                installation.publish(abort(uploadId, "c-" + uploadId));

                await().atMost(LIMIT)
                        .pollDelay(Duration.ZERO)
                        .until(() -> outputs.poll().read(MopupTopic.RESULTS, CommandResult.class).stream()
                                .anyMatch(result -> result.getCommandId().equals("c-" + uploadId)));
            }
        }
    }
}
