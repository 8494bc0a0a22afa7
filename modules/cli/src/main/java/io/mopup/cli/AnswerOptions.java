/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.ClientConfig;
import io.mopup.client.MopupClient;
import io.mopup.events.CommandResult;
import io.mopup.events.Requester;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** How a command is sent, awaited and answered; for every command that goes to the commands topic. */
final class AnswerOptions {
    private static final int HTTP_OK = 200;
    private static final int HTTP_REDIRECTION = 300;

    @Option(
            names = "--command-id",
            paramLabel = "ID",
            description = "Id of this command. The same id again gets the same answer again. Default: a new one.")
    private String commandId;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to wait for the answer. Default: ${DEFAULT-VALUE}")
    private long timeoutSeconds;

    @Option(names = "--json", description = "Print the answer as one JSON object.")
    private boolean json;

    String commandId() {
        return commandId == null ? UUID.randomUUID().toString() : commandId;
    }

    /** Whoever has access to the topic speaks for themselves. */
    Requester requester() {
        return Requester.newBuilder().build();
    }

    /**
     * Sends a command and prints the answer.
     *
     * @return the exit code
     */
    int send(final ClientConfig config, final SpecificRecord command, final PrintWriter out) {
        try (MopupClient client = new MopupClient(config)) {
            final CommandResult result =
                    client.send(command, Duration.ofSeconds(timeoutSeconds)).join();
            print(result, out);
            return result.getHttpStatus() >= HTTP_OK && result.getHttpStatus() < HTTP_REDIRECTION
                    ? ExitCode.OK
                    : ExitCode.SOFTWARE;
        }
    }

    private void print(final CommandResult result, final PrintWriter out) {
        if (json) {
            out.println(Json.line(result));
        } else {
            out.println(result.getHttpStatus()
                    + (result.getErrorCode() == null ? "" : " " + result.getErrorCode() + ": " + result.getMessage())
                    + (result.getRejection() == null ? "" : " (" + result.getRejection() + ")"));
            result.getFields().forEach((name, value) -> out.println(name + ": " + value));
            out.println("upload " + result.getIdentity().getUploadId() + " of " + Uploads.target(result.getIdentity())
                    + ": status " + result.getStatus() + ", reclaim " + result.getReclaim());
            out.println("command " + result.getCommandId());
        }
        out.flush();
    }
}
