/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command lines that people have at hand, with files of several megabytes: more than one part each. */
@Tag("clients")
class CommandLineClientsTest {
    private static final int SIZE = 20 << 20;

    private final String url = RealStack.get().s3Url();
    private final String bucket = Buckets.next("tools");

    @TempDir
    private Path directory;

    @Test
    void shouldStoreAndAbortWithTheAwsCommandLine() throws IOException {
        final Path file = file();
        aws("s3", "mb", "s3://" + bucket);
        aws("s3", "cp", file.toString(), "s3://" + bucket + "/a/big");
        final Path back = directory.resolve("back");
        aws("s3", "cp", "s3://" + bucket + "/a/big", back.toString());
        final String created =
                aws("s3api", "create-multipart-upload", "--bucket", bucket, "--key", "k", "--output=json");
        final String uploadId =
                new ObjectMapper().readTree(created).path("UploadId").textValue();

        final String printed =
                aws("s3api", "abort-multipart-upload", "--bucket", bucket, "--key", "k", "--upload-id=" + uploadId);

        assertThat(printed).as("the reference says: no output").isEmpty();
        assertThat(Files.mismatch(file, back)).isEqualTo(-1);
        assertThat(aws("s3api", "list-multipart-uploads", "--bucket", bucket, "--query=Uploads", "--output=text"))
                .isEqualToIgnoringWhitespace("None");
        assertNothingIsLeft();
    }

    @Test
    void shouldStoreAndAbortWithS3cmd() throws IOException {
        final Path file = file();
        s3cmd("mb", "s3://" + bucket);
        s3cmd("--multipart-chunk-size-mb=5", "put", file.toString(), "s3://" + bucket + "/big");
        final Path back = directory.resolve("back");
        s3cmd("get", "s3://" + bucket + "/big", back.toString());

        assertThat(Files.mismatch(file, back)).isEqualTo(-1);
        assertThat(s3cmd("multipart", "s3://" + bucket)).doesNotContain("/big");
        assertNothingIsLeft();
    }

    @Test
    void shouldStoreAndCleanUpWithRclone() throws IOException {
        final Path file = file();
        rclone("mkdir", "mopup:" + bucket);
        rclone("copyto", "--s3-upload-cutoff=5M", "--s3-chunk-size=5M", file.toString(), "mopup:" + bucket + "/big");
        final Path back = directory.resolve("back");
        rclone("copyto", "mopup:" + bucket + "/big", back.toString());
        aws("s3api", "create-multipart-upload", "--bucket", bucket, "--key", "left");

        rclone("backend", "cleanup", "mopup:" + bucket, "-o", "max-age=0s");

        assertThat(Files.mismatch(file, back)).isEqualTo(-1);
        assertThat(rclone("backend", "list-multipart-uploads", "mopup:" + bucket))
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

    private String aws(final String... arguments) {
        return ExternalClient.run(
                Stream.concat(Stream.of(AwsCommandLine.PROGRAM, "--endpoint-url", url), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private String s3cmd(final String... arguments) {
        return ExternalClient.run(S3cmdClient.command(url, "mopupdev", arguments));
    }

    private String rclone(final String... arguments) {
        return ExternalClient.run(
                RcloneClient.remote(url, "mopupdev"),
                Stream.concat(Stream.of("rclone"), Stream.of(arguments)).toArray(String[]::new));
    }
}
