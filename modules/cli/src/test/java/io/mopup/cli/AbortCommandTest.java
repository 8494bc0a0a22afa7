/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AbortCommandTest {
    private static final Installation INSTALLATION = new Installation();
    private static FakeProcessor processor;

    @BeforeAll
    static void prepare() {
        processor = new FakeProcessor(INSTALLATION.prepared());
    }

    @AfterAll
    static void close() throws InterruptedException {
        processor.close();
    }

    @Test
    void shouldPrintTheAnswerWhenTheAbortIsAccepted() {
        final Run run = INSTALLATION.run(
                "abort",
                "--dialect",
                "s3",
                "--bucket",
                "photos",
                "--key",
                "a.jpg",
                "--upload-id",
                "u1",
                "--command-id",
                "c1");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.lines())
                .containsExactly(
                        "204", "upload u1 of s3://photos/a.jpg: status ABORTED, reclaim DELETING", "command c1");
    }

    @Test
    void shouldExitWithOneWhenTheAbortIsRefused() {
        final Run run = INSTALLATION.run(
                "abort", "--dialect", "glacier", "--vault", "v", "--account", "111122223333", "--upload-id", "unknown");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines().get(0)).isEqualTo("404 NoSuchUpload: The specified upload does not exist.");
        assertThat(run.lines().get(1)).contains("glacier://111122223333/v");
    }

    @Test
    void shouldPrintTheResultAsOneObjectWhenAskedForJson() {
        final Run run = INSTALLATION.run(
                "abort",
                "--dialect",
                "S3",
                "--container",
                "b",
                "--key",
                "k",
                "--upload-id",
                "u2",
                "--reason",
                "operator",
                "--json");
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).singleElement().asString().contains("\"httpStatus\":204", "\"uploadId\":\"u2\"");
    }

    @Test
    void shouldExitWithOneWhenNobodyAnswersInTime() {
        final Run run = new Installation()
                .prepared()
                .run(
                        "abort",
                        "--dialect",
                        "s3",
                        "--bucket",
                        "b",
                        "--key",
                        "k",
                        "--upload-id",
                        "u",
                        "--command-id",
                        "c7",
                        "--timeout",
                        "1");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("c7").contains("same command id is safe").hasLineCount(1);
    }

    @Test
    void shouldExitWithTwoWhenTheIdentityIsIncomplete() {
        assertThat(usage("--dialect", "s3", "--bucket", "b", "--upload-id", "u"))
                .contains("--key");
        assertThat(usage("--dialect", "glacier", "--vault", "v", "--upload-id", "u"))
                .contains("--account");
        assertThat(usage("--dialect", "glacier", "--vault", "v", "--account", "1", "--key", "k", "--upload-id", "u"))
                .contains("no --key");
        assertThat(usage("--dialect", "s3", "--bucket", "b", "--key", "k")).contains("--upload-id");
        assertThat(usage("--dialect", "swift", "--bucket", "b", "--key", "k", "--upload-id", "u"))
                .contains("swift");
    }

    private static String usage(final String... options) {
        final String[] args = new String[options.length + 1];
        args[0] = "abort";
        System.arraycopy(options, 0, args, 1, options.length);
        final Run run = Run.mopup(args);
        assertThat(run.exitCode()).isEqualTo(2);
        return run.err();
    }
}
