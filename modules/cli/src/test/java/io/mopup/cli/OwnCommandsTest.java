/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mopup.events.AbortConditions;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.CancelAbort;
import io.mopup.events.PinUpload;
import io.mopup.events.RetryReclaim;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OwnCommandsTest {
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
    void shouldPinForSoLongWhenALeaseIsAskedFor() {
        final Run run = run("pin", "--command-id", "pin", "--for", "PT12H", "--note", "restore");

        assertThat(run.exitCode()).isZero();
        final PinUpload command = processor.received("pin", PinUpload.class);
        assertThat(command.getUntil())
                .isCloseTo(Instant.now().plus(12, ChronoUnit.HOURS), within(5, ChronoUnit.MINUTES));
        assertThat(command.getNote()).isEqualTo("restore");
    }

    @Test
    void shouldReleaseWhenAskedTo() {
        assertThat(run("pin", "--command-id", "release", "--release").exitCode())
                .isZero();

        assertThat(processor.received("release", PinUpload.class).getUntil()).isNull();
    }

    @Test
    void shouldExitWithTwoWhenItIsNotSaidWhatToDoWithThePin() {
        assertThat(run("pin").exitCode()).isEqualTo(2);
        assertThat(run("pin", "--for", "PT1H", "--release").exitCode()).isEqualTo(2);
    }

    @Test
    void shouldCancelWhenAskedTo() {
        assertThat(run("cancel", "--command-id", "cancel").exitCode()).isZero();

        final CancelAbort command = processor.received("cancel", CancelAbort.class);
        assertThat(command.getPinnedUntil()).isNull();
        assertThat(command.getIdentity().getUploadId()).isEqualTo("u1");
    }

    @Test
    void shouldRetryWhenAskedTo() {
        assertThat(run("retry", "--command-id", "retry").exitCode()).isZero();

        assertThat(processor.received("retry", RetryReclaim.class).getIdentity().getUploadId())
                .isEqualTo("u1");
    }

    @Test
    void shouldCarryTheConditionsWhenAnAbortHasSome() {
        final Run run = run(
                "abort",
                "--command-id",
                "abort",
                "--if-initiated-at",
                "2026-11-02T08:15:30Z",
                "--if-initiator",
                "111122223333",
                "--if-idle-since",
                "2026-11-03T00:00:00Z");

        assertThat(run.exitCode()).isZero();
        assertThat(processor.received("abort", AbortMultipartUpload.class).getConditions())
                .isEqualTo(new AbortConditions(
                        Instant.parse("2026-11-02T08:15:30Z"),
                        null,
                        "111122223333",
                        Instant.parse("2026-11-03T00:00:00Z")));
    }

    private static Run run(final String command, final String... options) {
        final Stream<String> upload =
                Stream.of("--dialect", "cos", "--bucket", "photos", "--key", "a.jpg", "--upload-id", "u1");
        return INSTALLATION.run(Stream.of(Stream.of(command), upload, Stream.of(options))
                .flatMap(all -> all)
                .toArray(String[]::new));
    }
}
