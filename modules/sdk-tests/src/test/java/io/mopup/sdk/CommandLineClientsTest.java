/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command lines that people have at hand, with files of several megabytes: more than one part each. */
@Tag("clients")
class CommandLineClientsTest {
    private static final int SIZE = 20 << 20;
    private static final String AWS = "/usr/bin/aws";

    private final String url = RealStack.get().s3Url();
    private final String bucket = Buckets.next("tools");

    @TempDir
    private Path directory;

    @Test
    void shouldStoreAndAbortWithTheAwsCommandLine() throws IOException {
        final Path file = file();
        ExternalClient.run(AWS, "--endpoint-url", url, "s3", "mb", "s3://" + bucket);
        ExternalClient.run(AWS, "--endpoint-url", url, "s3", "cp", file.toString(), "s3://" + bucket + "/a/big");
        final Path back = directory.resolve("back");
        ExternalClient.run(AWS, "--endpoint-url", url, "s3", "cp", "s3://" + bucket + "/a/big", back.toString());
        final String uploadId = ExternalClient.run(
                        AWS,
                        "--endpoint-url",
                        url,
                        "s3api",
                        "create-multipart-upload",
                        "--bucket",
                        bucket,
                        "--key",
                        "k",
                        "--query",
                        "UploadId",
                        "--output",
                        "text")
                .trim();

        final String printed = ExternalClient.run(
                AWS,
                "--endpoint-url",
                url,
                "s3api",
                "abort-multipart-upload",
                "--bucket",
                bucket,
                "--key",
                "k",
                "--upload-id",
                uploadId);

        assertThat(printed).as("the reference says: no output").isEmpty();
        assertThat(Files.mismatch(file, back)).isEqualTo(-1);
        assertThat(ExternalClient.run(
                        AWS,
                        "--endpoint-url",
                        url,
                        "s3api",
                        "list-multipart-uploads",
                        "--bucket",
                        bucket,
                        "--query",
                        "Uploads",
                        "--output",
                        "text"))
                .isEqualToIgnoringWhitespace("None");
        assertNothingIsLeft();
    }

    @Test
    void shouldStoreAndAbortWithS3cmd() throws IOException {
        final Path file = file();
        final String host = URI.create(url).getAuthority();
        final String[] common = {
            "s3cmd",
            "--access_key=mopupdev",
            "--secret_key=mopupdevsecret",
            "--no-ssl",
            "--host=" + host,
            "--host-bucket=" + host,
            "--config=/dev/null",
            "--region=us-east-1"
        };
        ExternalClient.run(with(common, "mb", "s3://" + bucket));
        ExternalClient.run(
                with(common, "--multipart-chunk-size-mb=5", "put", file.toString(), "s3://" + bucket + "/big"));
        final Path back = directory.resolve("back");
        ExternalClient.run(with(common, "get", "s3://" + bucket + "/big", back.toString()));

        assertThat(Files.mismatch(file, back)).isEqualTo(-1);
        assertThat(ExternalClient.run(with(common, "multipart", "s3://" + bucket)))
                .doesNotContain("/big");
        assertNothingIsLeft();
    }

    @Test
    void shouldStoreAndCleanUpWithRclone() throws IOException {
        final Path file = file();
        final Map<String, String> remote = Map.of(
                "RCLONE_CONFIG_MOPUP_TYPE", "s3",
                "RCLONE_CONFIG_MOPUP_PROVIDER", "Other",
                "RCLONE_CONFIG_MOPUP_ENDPOINT", url,
                "RCLONE_CONFIG_MOPUP_ENV_AUTH", "true",
                "RCLONE_CONFIG_MOPUP_REGION", "us-east-1",
                "RCLONE_CONFIG", "/dev/null");
        ExternalClient.run(remote, "rclone", "mkdir", "mopup:" + bucket);
        ExternalClient.run(
                remote,
                "rclone",
                "copyto",
                "--s3-upload-cutoff=5M",
                "--s3-chunk-size=5M",
                file.toString(),
                "mopup:" + bucket + "/big");
        final Path back = directory.resolve("back");
        ExternalClient.run(remote, "rclone", "copyto", "mopup:" + bucket + "/big", back.toString());
        ExternalClient.run(
                AWS, "--endpoint-url", url, "s3api", "create-multipart-upload", "--bucket", bucket, "--key", "left");

        ExternalClient.run(remote, "rclone", "backend", "cleanup", "mopup:" + bucket, "-o", "max-age=0s");

        assertThat(Files.mismatch(file, back)).isEqualTo(-1);
        assertThat(ExternalClient.run(remote, "rclone", "backend", "list-multipart-uploads", "mopup:" + bucket))
                .doesNotContain("left");
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() {
        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(
                        StoreFiles.ofUploads(RealStack.get().store(), bucket))
                .isEmpty());
    }

    private Path file() throws IOException {
        final byte[] bytes = new byte[SIZE];
        new Random(SIZE).nextBytes(bytes);
        return Files.write(directory.resolve("file"), bytes);
    }

    private static String[] with(final String[] common, final String... more) {
        final String[] all = Arrays.copyOf(common, common.length + more.length);
        System.arraycopy(more, 0, all, common.length, more.length);
        return all;
    }
}
