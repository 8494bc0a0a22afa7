/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.MopupClient;
import io.mopup.client.RecordFollower;
import io.mopup.client.StartAt;
import io.mopup.contract.MopupTopic;
import io.mopup.events.LifecycleType;
import io.mopup.events.UploadLifecycle;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mopup watch}: prints the lifecycle as it happens. */
@Command(name = "watch", description = "Follow what happens to one upload, or to all.")
final class WatchCommand implements Callable<Integer> {
    /** What {@code --until} waits for. */
    enum Until {
        FINAL
    }

    private static final Duration POLL = Duration.ofSeconds(1);

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Parameters(arity = "0..1", paramLabel = "UPLOAD_ID", description = "The upload. Default: all of them.")
    private String uploadId;

    @Option(names = "--from-beginning", description = "Begin with what happened before, as far as it is kept.")
    private boolean fromBeginning;

    @Option(
            names = "--until",
            description = {
                "End with 0 when the first upload that is seen is ${COMPLETION-CANDIDATES}: completed, or reclaimed with a receipt.",
                "End with 1 when it is parked."
            })
    private Until until;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "End after this time; with --until, with exit code 1. Default: never")
    private Long timeoutSeconds;

    @Option(names = "--json", description = "Print one JSON object per line.")
    private boolean json;

    @Override
    public Integer call() {
        final StartAt start = fromBeginning ? StartAt.BEGINNING : StartAt.NOW;
        try (MopupClient client = new MopupClient(connection.client());
                RecordFollower<UploadLifecycle> follower = uploadId == null
                        ? client.followAll(MopupTopic.LIFECYCLE, UploadLifecycle.class, start)
                        : client.follow(uploadId, start)) {
            return follow(follower);
        }
    }

    private int follow(final RecordFollower<UploadLifecycle> follower) {
        final long begin = System.nanoTime();
        while (timeoutSeconds == null
                || System.nanoTime() - begin
                        < Duration.ofSeconds(timeoutSeconds).toNanos()) {
            final Optional<UploadLifecycle> event = follower.next(POLL);
            event.ifPresent(this::print);
            if (until != null && event.isPresent()) {
                if (event.get().getType() == LifecycleType.PARKED) {
                    return ExitCode.SOFTWARE;
                }
                if (Uploads.isFinal(event.get().getStatus(), event.get().getReclaim())) {
                    return ExitCode.OK;
                }
            }
        }
        if (until == null) {
            return ExitCode.OK;
        }
        throw new CliException("Nothing became final within " + timeoutSeconds + " s.");
    }

    private void print(final UploadLifecycle event) {
        final PrintWriter out = spec.commandLine().getOut();
        out.println(json ? Json.line(event) : LifecycleLine.of(event));
        out.flush();
    }
}
