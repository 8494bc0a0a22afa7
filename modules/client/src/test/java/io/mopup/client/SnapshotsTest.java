/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client;

import static io.mopup.client.Records.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mopup.contract.MopupTopic;
import io.mopup.events.UploadSnapshot;
import io.mopup.events.UploadStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
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
    void shouldReturnTheLastSnapshotWhenThereAreSeveral() {
        installation.commit(snapshot("u1", UploadStatus.IN_PROGRESS), snapshot("u1", UploadStatus.ABORTED));
        await().untilAsserted(() ->
                assertThat(client.snapshot("u1")).map(UploadSnapshot::getStatus).contains(UploadStatus.ABORTED));
    }

    @Test
    void shouldReturnNothingWhenTheUploadIsForgotten() {
        installation.commit(snapshot("u1", UploadStatus.ABORTED));
        await().until(() -> client.snapshot("u1").isPresent());
        installation.commitTombstone(MopupTopic.UPLOADS, "u1");
        await().until(() -> client.snapshot("u1").isEmpty());
        assertThat(client.snapshot("never-existed")).isEmpty();
    }

    @Test
    void shouldEndWithTheLatestWhenAllAreRead() {
        installation.commit(
                snapshot("u1", UploadStatus.IN_PROGRESS),
                snapshot("u2", UploadStatus.COMPLETED),
                snapshot("u1", UploadStatus.ABORTED));
        installation.commitTombstone(MopupTopic.UPLOADS, "u2");
        await().untilAsserted(() -> {
            final Map<String, Optional<UploadSnapshot>> seen = new HashMap<>();
            client.snapshots(seen::put);
            assertThat(seen.get("u1")).map(UploadSnapshot::getStatus).contains(UploadStatus.ABORTED);
            assertThat(seen.get("u2")).isEmpty();
        });
    }
}
