/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.ClientConfig;
import io.mopup.events.PinUpload;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mopup pin}: a lease that keeps policies away from one upload. */
@Command(name = "pin", description = "Keep policies away from an upload for a time, or release it.")
final class PinCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private UploadOptions upload;

    @Mixin
    private AnswerOptions answer;

    @ArgGroup(multiplicity = "1")
    private Lease lease;

    @Option(names = "--note", paramLabel = "TEXT", description = "Who holds the pin and why, for people.")
    private String note;

    /** One of them. */
    static final class Lease {
        @Option(
                names = "--for",
                required = true,
                paramLabel = "DURATION",
                description = "How long from now, in ISO 8601: PT12H, P7D.")
        private Duration time;

        @Option(names = "--release", required = true, description = "Release the pin.")
        private boolean release;
    }

    @Override
    public Integer call() {
        final ClientConfig config = connection.client();
        final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        final PinUpload command = new PinUpload(
                answer.commandId(),
                upload.identity(spec.commandLine()),
                answer.requester(),
                lease.release ? null : now.plus(lease.time),
                note,
                now);
        return answer.send(config, command, spec.commandLine().getOut());
    }
}
