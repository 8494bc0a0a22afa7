/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tools that upload whole files and can abort what is open: one upload is aborted while the tool still sends parts, another
 * after the tool was killed half-way.
 */
@Tag("clients")
class InterruptedToolsTest {
    private static final int SIZE = 64 << 20;

    @TempDir
    private Path directory;

    /**
     * @param put a file of its own to a key, slowly
     * @param abort of an upload by its id; a tool that cannot name one aborts all of the bucket
     */
    private record Tool(String name, Map<String, String> variables, Put put, Abort abort) {
        private interface Put {
            String[] command(Path file, String bucket);
        }

        private interface Abort {
            String[] command(String bucket, String uploadId);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("tools")
    void shouldLeaveNothingWhenAbortedWhileTheToolUploads(final Tool tool) throws Exception {
        final String bucket = new WireTrial().bucket();
        final ExternalClient.Running upload = begin(tool, bucket);
        final List<String> open = Receipts.openUploads(bucket, "mopupdev");
        assertThat(open).hasSize(1);

        ExternalClient.run(tool.variables(), tool.abort().command(bucket, open.get(0)));

        final ExternalClient.Finished finished = upload.finish();
        assertThat(finished.exit()).isNotZero();
        assertThat(finished.err()).contains("NoSuchUpload");
        Receipts.awaitEmpty(bucket, "mopupdev", open);
    }

    @ParameterizedTest
    @MethodSource("tools")
    void shouldLeaveNothingWhenAbortedAfterTheToolWasKilled(final Tool tool) throws Exception {
        final String bucket = new WireTrial().bucket();
        final ExternalClient.Running upload = begin(tool, bucket);
        upload.process().destroyForcibly();
        upload.finish();
        final List<String> open = Receipts.openUploads(bucket, "mopupdev");
        assertThat(open).hasSize(1);
        assertThat(StoreFiles.of(bucket)).isNotEmpty();

        ExternalClient.run(tool.variables(), tool.abort().command(bucket, open.get(0)));

        Receipts.awaitEmpty(bucket, "mopupdev", open);
    }

    /** Begins an upload, and returns when two of its parts are stored. */
    private ExternalClient.Running begin(final Tool tool, final String bucket) throws Exception {
        final Path file = Files.write(directory.resolve("file"), WireUpload.bytes(1, SIZE));
        final ExternalClient.Running upload =
                ExternalClient.start(tool.variables(), tool.put().command(file, bucket));
        await().atMost(2, MINUTES).until(() -> StoreFiles.of(bucket).size() >= 2);
        assertThat(upload.process().isAlive()).isTrue();
        return upload;
    }

    static Stream<Tool> tools() {
        final String url = RealStack.get().s3Url();
        return Stream.of(
                new Tool(
                        "s3cmd",
                        Map.of(),
                        (file, bucket) -> S3cmdClient.command(
                                url,
                                "mopupdev",
                                "--multipart-chunk-size-mb=5",
                                "--limit-rate=4m",
                                "put",
                                file.toString(),
                                "s3://" + bucket + "/big"),
                        (bucket, uploadId) -> S3cmdClient.command(
                                url, "mopupdev", "abortmp", "--", "s3://" + bucket + "/big", uploadId)),
                new Tool(
                        "rclone",
                        RcloneClient.remote(url, "mopupdev"),
                        (file, bucket) -> new String[] {
                            "rclone",
                            "copyto",
                            "--retries=1",
                            "--low-level-retries=1",
                            "--bwlimit=4M",
                            "--s3-upload-cutoff=5M",
                            "--s3-chunk-size=5M",
                            file.toString(),
                            "mopup:" + bucket + "/big"
                        },
                        (bucket, uploadId) ->
                                new String[] {"rclone", "backend", "cleanup", "mopup:" + bucket, "-o", "max-age=0s"}));
    }
}
