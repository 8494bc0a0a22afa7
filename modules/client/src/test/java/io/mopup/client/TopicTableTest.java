/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client;

import static io.mopup.client.Records.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.mopup.contract.MopupTopic;
import io.mopup.events.UploadSnapshot;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicTableTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Map<String, Optional<UploadStatus>> seen = new ConcurrentHashMap<>();
    private TestInstallation installation;
    private MopupClient client;

    @BeforeEach
    void open() throws Exception {
        installation = new TestInstallation();
        client = new MopupClient(installation.config());
    }

    @AfterEach
    void close() {
        client.close();
        installation.close();
    }

    @Test
    void shouldHandOutWhatWasThereBeforeAndWhatComesAfterwards() {
        installation.commit(snapshot("u1", UploadStatus.IN_PROGRESS));
        try (TopicTable<UploadSnapshot> table = table()) {
            await().untilAsserted(() -> {
                table.catchUp(LIMIT);
                assertThat(seen).containsEntry("u1", Optional.of(UploadStatus.IN_PROGRESS));
            });

            installation.commit(snapshot("u1", UploadStatus.ABORTED));
            installation.commitTombstone(MopupTopic.UPLOADS, "u1");

            await().untilAsserted(() -> {
                table.catchUp(LIMIT);
                assertThat(seen).containsEntry("u1", Optional.empty());
            });
        }
    }

    @Test
    void shouldReturnAtOnceWhenThereIsNothingToRead() {
        try (TopicTable<UploadSnapshot> table = table()) {
            table.catchUp(LIMIT);

            assertThat(seen).isEmpty();
        }
    }

    @Test
    void shouldFailAndNotWaitWhenItIsClosed() {
        final TopicTable<UploadSnapshot> table = table();
        table.close();

        assertThatExceptionOfType(MopupClientException.class).isThrownBy(() -> table.catchUp(LIMIT));
    }

    private TopicTable<UploadSnapshot> table() {
        return client.table(
                MopupTopic.UPLOADS,
                UploadSnapshot.class,
                (key, snapshot) -> seen.put(key, snapshot.map(UploadSnapshot::getStatus)));
    }
}
