/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.ClientConfig;
import io.mopup.events.CancelAbort;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mopup cancel}: takes back an abort that is held for its undo window. */
@Command(name = "cancel", description = "Take back the abort of a policy or an operator while its undo window is open.")
final class CancelCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private UploadOptions upload;

    @Mixin
    private AnswerOptions answer;

    @Option(
            names = "--pin-for",
            paramLabel = "DURATION",
            description = "Keep policies away for so long, in ISO 8601. Default: what mopup.policy.cancel.pin.ms says.")
    private Duration pinFor;

    @Override
    public Integer call() {
        final ClientConfig config = connection.client();
        final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        final CancelAbort command = new CancelAbort(
                answer.commandId(),
                upload.identity(spec.commandLine()),
                answer.requester(),
                pinFor == null ? null : now.plus(pinFor),
                now);
        return answer.send(config, command, spec.commandLine().getOut());
    }
}
