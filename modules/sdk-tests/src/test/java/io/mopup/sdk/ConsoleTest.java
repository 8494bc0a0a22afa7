/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mopup.client.MopupClient;
import io.mopup.client.StartAt;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.Dialect;
import io.mopup.events.LifecycleType;
import io.mopup.events.MultipartUploadAssembled;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.ReclaimBy;
import io.mopup.events.Requester;
import io.mopup.events.UploadIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The console in a browser, on uploads that are open, completed, parked and freed. The screenshots stay for people. */
@Tag("clients")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots").toAbsolutePath();
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";
    private static final String PARKED = "parked/" + UUID.randomUUID();

    private JsonNode seen;

    @BeforeAll
    void lookAtThePage() throws Exception {
        final RealStack stack = RealStack.get();
        final String bucket = Buckets.next("console");
        S3Clients.of("mopupdev").createBucket(request -> request.bucket(bucket));
        try (MopupClient client = new MopupClient(stack.client())) {
            publish(client, created(bucket, HOSTILE, UUID.randomUUID().toString()));
            final String completed = UUID.randomUUID().toString();
            publish(client, created(bucket, "completed", completed));
            publish(client, assembled(bucket, "completed", completed));
            publish(client, created(bucket, "parked", PARKED));
            client.send(abort(bucket, "parked", PARKED)).join();
            publish(client, assembled(bucket, "parked", PARKED));
            try (var events = client.follow(PARKED, StartAt.BEGINNING)) {
                assertThat(events.await(event -> event.getType() == LifecycleType.PARKED, Duration.ofMinutes(1)))
                        .isPresent();
            }
        }
        Files.createDirectories(SCREENSHOTS);
        seen = ExternalClient.answers(
                "node",
                ExternalClient.SCRIPTS.resolve("js").resolve("console.js").toString(),
                stack.adminUrl(),
                stack.s3Url(),
                bucket,
                HOSTILE,
                PARKED,
                SCREENSHOTS.toString());
    }

    @Test
    void shouldShowEveryUploadInItsState() {
        assertThat(seen.path("rows")).hasSize(3);
        assertThat(seen.path("rows").toString()).contains("In progress", "Completed", "Parked");
    }

    @Test
    void shouldShowAHostileKeyAsText() {
        assertThat(seen.path("prefix").toString()).contains(HOSTILE);
        assertThat(seen.path("images").asInt()).isZero();
    }

    @Test
    void shouldFindByStateAndById() {
        assertThat(seen.path("parked").toString()).contains(PARKED, "the store says that it was completed");
        assertThat(seen.path("searched").toString()).contains(PARKED);
    }

    @Test
    void shouldShowWhatHappensWhileItIsOpen() {
        assertThat(seen.path("appeared").asText()).contains("live/new", "In progress");
        assertThat(seen.path("ended").asText()).contains("Aborted", "Seen empty");
        assertThat(seen.path("feed").asText()).contains("Storage proved free", "live/new");
    }

    @Test
    void shouldTellTheTimelineOfAnUpload() {
        assertThat(seen.path("timeline").toString())
                .startsWith("[\"Created\",\"Aborted\"")
                .endsWith("\"Storage proved free\"]");
        assertThat(seen.path("facts").asText()).contains("Abort rounds", "Seen empty");
    }

    @Test
    void shouldBeOperableByKeyboard() {
        assertThat(seen.path("firstStop").asText()).isEqualTo("Skip to the content");
        assertThat(seen.path("skipped").asText()).isEqualTo("main");
        assertThat(seen.path("stops").toString()).contains("\"q\"", "\"status\"", "\"Show\"", "\"live/new\"");
        assertThat(seen.path("invisible")).isEmpty();
        assertThat(seen.path("focus").asText()).isEqualTo("upload-title");
    }

    @Test
    void shouldFitAPhoneAndFollowTheColoursOfTheReader() {
        assertThat(seen.path("overflow")).hasSize(8).allMatch(pixels -> pixels.asInt() <= 0);
        assertThat(seen.path("ground").path("desktop-dark"))
                .isNotEqualTo(seen.path("ground").path("desktop-light"));
    }

    @Test
    void shouldPassTheAccessibilityCheckWithoutErrors() {
        assertThat(seen.path("violations"))
                .hasSize(8)
                .allMatch(JsonNode::isEmpty, seen.path("violations").toString());
        assertThat(seen.path("errors")).as(seen.path("errors").toString()).isEmpty();
    }

    private static void publish(final MopupClient client, final SpecificRecord record) {
        client.publish(record).join();
    }

    private static UploadIdentity identity(final String bucket, final String key, final String uploadId) {
        return new UploadIdentity(Dialect.S3, null, bucket, key, uploadId);
    }

    private static MultipartUploadCreated created(final String bucket, final String key, final String uploadId) {
        return MultipartUploadCreated.newBuilder()
                .setIdentity(identity(bucket, key, uploadId))
                .setInitiatedAt(Instant.now())
                .setReclaimBy(ReclaimBy.PART)
                .build();
    }

    private static MultipartUploadAssembled assembled(final String bucket, final String key, final String uploadId) {
        return MultipartUploadAssembled.newBuilder()
                .setIdentity(identity(bucket, key, uploadId))
                .setSize(1)
                .setAssembledAt(Instant.now())
                .build();
    }

    private static AbortMultipartUpload abort(final String bucket, final String key, final String uploadId) {
        return AbortMultipartUpload.newBuilder()
                .setCommandId(UUID.randomUUID().toString())
                .setIdentity(identity(bucket, key, uploadId))
                .setRequester(Requester.newBuilder().build())
                .setReason(AbortReason.OPERATOR)
                .setIssuedAt(Instant.now())
                .build();
    }
}
