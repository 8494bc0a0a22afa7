/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.client.MopupClient;
import io.mopup.events.Dialect;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadSnapshot;
import io.mopup.events.UploadStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListCommandTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final Installation INSTALLATION = new Installation();

    @BeforeAll
    static void publish() {
        INSTALLATION.prepared();
        try (MopupClient client = INSTALLATION.client()) {
            // The newest first, so that the order of the list is not that of the topic.
            publish(client, "new", "logs", "b/1", UploadStatus.IN_PROGRESS, ReclaimState.NONE, 1);
            publish(client, "freed", "photos", "a/1", UploadStatus.ABORTED, ReclaimState.RECLAIMED, 2);
            publish(client, "moved", "photos", "a/2", UploadStatus.IN_PROGRESS, ReclaimState.NONE, 3);
            publish(client, "moved", "photos", "a/2", UploadStatus.COMPLETED, ReclaimState.NONE, 3);
            publish(client, "old", "photos", "b/2", UploadStatus.ABORTED, ReclaimState.DELETING, 30);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', old moved freed new",
        "--open, old new",
        "--status aborted, old freed",
        "--status in_progress, new",
        "--reclaim DELETING, old",
        "--bucket photos, old moved freed",
        "--key-prefix b/, old new",
        "--older-than P7D, old",
        "--bucket photos --open, old",
        "--bucket nothing, ''"
    })
    void shouldListTheOldestFirstWhenUploadsMeetEveryCondition(final String conditions, final String expected) {
        final Run run = list(conditions);

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines().stream().map(line -> line.split(" +")[3])).containsExactly(words(expected));
    }

    @Test
    void shouldSayThatThereAreMoreWhenTheLimitIsReached() {
        final Run run = list("--limit 1");

        assertThat(run.lines()).singleElement().asString().contains("old").contains("s3://photos/b/2");
        assertThat(run.err()).contains("3 more");
    }

    @Test
    void shouldPrintOneObjectALineWhenAskedForJson() {
        assertThat(list("--json --open").lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("{")
                .contains("\"reclaim\":\"DELETING\"");
    }

    private static Run list(final String conditions) {
        return INSTALLATION.run(
                Stream.concat(Stream.of("list"), Stream.of(words(conditions))).toArray(String[]::new));
    }

    private static String[] words(final String text) {
        return text.isEmpty() ? new String[0] : text.split(" ");
    }

    private static void publish(
            final MopupClient client,
            final String uploadId,
            final String bucket,
            final String key,
            final UploadStatus status,
            final ReclaimState reclaim,
            final int days) {
        client.publish(UploadSnapshot.newBuilder()
                        .setIdentity(new UploadIdentity(Dialect.S3, null, bucket, key, uploadId))
                        .setStatus(status)
                        .setReclaim(reclaim)
                        .setInitiatedAt(NOW.minus(days, ChronoUnit.DAYS))
                        .setUpdatedAt(NOW)
                        .build())
                .join();
    }
}
