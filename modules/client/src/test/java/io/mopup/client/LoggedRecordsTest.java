/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client;

import static io.mopup.client.Records.abort;
import static io.mopup.client.Records.lifecycle;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.TraceParent;
import io.mopup.events.CommandResult;
import io.mopup.events.DeletionCause;
import io.mopup.events.LifecycleType;
import io.mopup.events.PartDeletion;
import io.mopup.events.UploadLifecycle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read back of one upload, with headers and positions. */
class LoggedRecordsTest {
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
    void shouldFindTheDeletionsOfOneUploadOnAllPartitionsWhenIdsBeginAlike() {
        installation.commit(deletion("a", 1), deletion("a", 2), deletion("a", 3), deletion("a", 4), deletion("a", 5));
        installation.commit(deletion("a/1", 6), deletion("ab", 7));
        installation.abort(deletion("a", 8));

        final List<LoggedRecord> found = client.records(MopupTopic.PART_DELETIONS, "a", Instant.EPOCH);

        assertThat(found)
                .extracting(record -> ((PartDeletion) record.value()).getPartNumber())
                .containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        assertThat(client.records(MopupTopic.PART_DELETIONS, "a/1", Instant.EPOCH))
                .hasSize(1);
    }

    @Test
    void shouldPassOverWhatIsOlderWhenATimeIsGiven() {
        installation.commit(lifecycle("u1", LifecycleType.ABORTED), lifecycle("u1", LifecycleType.RECLAIMED));
        final Instant last =
                client.records(MopupTopic.LIFECYCLE, "u1", Instant.EPOCH).get(1).timestamp();

        assertThat(client.records(MopupTopic.LIFECYCLE, "u1", last.minus(Duration.ofHours(1))))
                .extracting(record -> ((UploadLifecycle) record.value()).getType())
                .containsExactly(LifecycleType.ABORTED, LifecycleType.RECLAIMED);
        assertThat(client.records(MopupTopic.LIFECYCLE, "u1", last.plusMillis(1)))
                .isEmpty();
    }

    @Test
    void shouldPublishACommandInTheTraceOfTheCallerWhenThereIsOne() {
        final TraceParent caller = TraceParent.begin("span of the caller");
        final CompletableFuture<CommandResult> first = client.send(abort("u1", "c1"), Duration.ofSeconds(60), caller);
        final CompletableFuture<CommandResult> second = client.send(abort("u2", "c2"), Duration.ofSeconds(60));
        installation.commit(Records.result("u1", "c1", 204), Records.result("u2", "c2", 204));
        first.join();
        second.join();

        assertThat(trace("u1")).isEqualTo(caller);
        assertThat(trace("u2").beganWith("c2")).isTrue();
    }

    private TraceParent trace(final String uploadId) {
        final LoggedRecord command =
                client.records(MopupTopic.COMMANDS, uploadId, Instant.EPOCH).get(0);
        return MopupHeaders.get(command.headers(), MopupHeaders.TRACE_PARENT)
                .flatMap(TraceParent::parse)
                .orElseThrow();
    }

    private static PartDeletion deletion(final String uploadId, final int partNumber) {
        return PartDeletion.newBuilder()
                .setIdentity(abort(uploadId, "c").getIdentity())
                .setDeletionId(uploadId + "/" + partNumber + "/1")
                .setAttempt(1)
                .setPartNumber(partNumber)
                .setGeneration(1)
                .setLocator("locator")
                .setSize(1)
                .setCause(DeletionCause.ABORTED)
                .setRequestedAt(Instant.EPOCH)
                .build();
    }
}
