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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReferenceDataCommandsTest {
    private static final Installation INSTALLATION = new Installation();

    @BeforeAll
    static void prepare() {
        INSTALLATION.prepared();
    }

    @Test
    void shouldListWhatWasRegistered() {
        final Run put =
                put("s3", "photos", "--requester-pays", "--alias", "photos-ab12-s3alias", "--abort-rule", "r:7:tmp/");

        assertThat(put.exitCode()).as(put.err()).isZero();
        assertThat(put.out()).contains("published s3/photos");
        assertThat(INSTALLATION.run("containers", "list").out())
                .contains(
                        "s3/photos  S3  owner 111122223333, requester pays",
                        "alias photos-ab12-s3alias",
                        "rule r: abort 7 days after initiation, prefix 'tmp/'");
    }

    @Test
    void shouldRefuseWhatTheProcessorWouldNotTake() {
        assertThat(put("s3", "UP").err()).contains("CONTAINER_NAME_ILLEGAL");
        assertThat(put("s3", "photos", "--alias", "photos-2").err()).contains("ALIAS_ILLEGAL");
        assertThat(put("s3", "photos", "--abort-rule", "r:0").err()).contains("RULE_ILLEGAL");
        assertThat(put("s3", "photos", "--abort-rule", "r").exitCode()).isEqualTo(2);
        assertThat(INSTALLATION.run("policies", "put", "--name", "forever").err())
                .contains("RULE_ILLEGAL");
    }

    @Test
    void shouldRefuseToDeleteADirectoryBucketWhenUploadsAreOpen() {
        put("s3_directory", "base--use1-az4--x-s3");
        snapshot("u1", UploadStatus.IN_PROGRESS);

        final Run refused = delete("s3_directory", "base--use1-az4--x-s3");
        snapshot("u1", UploadStatus.ABORTED);
        final Run deleted = delete("s3_directory", "base--use1-az4--x-s3");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).contains("409 BucketNotEmpty, 1 open uploads");
        assertThat(deleted.exitCode()).isZero();
        assertThat(INSTALLATION.run("containers", "list").out()).contains(", deleted 20");
    }

    @Test
    void shouldSayThatNothingIsRegisteredWhenAStrangeContainerIsDeleted() {
        final Run run = delete("cos", "nowhere");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("cos/nowhere is not registered");
    }

    @Test
    void shouldListPoliciesWithTheirFilters() {
        final Run put = INSTALLATION.run(
                "policies",
                "put",
                "--name",
                "idle",
                "--idle",
                "P1D",
                "--prefix",
                "tmp/",
                "--max-bytes",
                "100",
                "--dry-run");

        assertThat(put.exitCode()).as(put.err()).isZero();
        assertThat(INSTALLATION.run("policies", "list").lines())
                .containsExactly("idle: idle for 86400 s, prefix 'tmp/', at most 100 bytes, dry run");
    }

    private static Run put(final String dialect, final String name, final String... more) {
        return INSTALLATION.run(arguments("put", dialect, name, more));
    }

    private static Run delete(final String dialect, final String name) {
        return INSTALLATION.run(arguments("delete", dialect, name));
    }

    private static String[] arguments(
            final String command, final String dialect, final String name, final String... more) {
        return Stream.concat(
                        Stream.of(
                                "containers",
                                command,
                                "--dialect",
                                dialect,
                                "--bucket",
                                name,
                                "--account",
                                "111122223333"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private static void snapshot(final String uploadId, final UploadStatus status) {
        try (MopupClient client = INSTALLATION.client()) {
            client.publish(UploadSnapshot.newBuilder()
                            .setIdentity(new UploadIdentity(
                                    Dialect.S3_DIRECTORY, null, "base--use1-az4--x-s3", "k", uploadId))
                            .setStatus(status)
                            .setReclaim(ReclaimState.NONE)
                            .setUpdatedAt(Instant.EPOCH)
                            .build())
                    .join();
        }
    }
}
