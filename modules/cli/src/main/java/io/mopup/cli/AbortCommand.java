/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.ClientConfig;
import io.mopup.client.MopupClient;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.CommandResult;
import io.mopup.events.Requester;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mopup abort}: publishes one abort and prints the answer. */
@Command(
        name = "abort",
        description = "Abort a multipart upload, and print the answer. Exit code 0 if it was accepted.")
final class AbortCommand implements Callable<Integer> {
    private static final int HTTP_OK = 200;
    private static final int HTTP_REDIRECTION = 300;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private UploadOptions upload;

    @Option(
            names = "--command-id",
            paramLabel = "ID",
            description = "Id of this command. The same id again gets the same answer again. Default: a new one.")
    private String commandId;

    @Option(
            names = "--reason",
            defaultValue = "CLIENT",
            description = "Why: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private AbortReason reason;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to wait for the answer. Default: ${DEFAULT-VALUE}")
    private long timeoutSeconds;

    @Option(names = "--json", description = "Print the answer as one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        final ClientConfig config = connection.client();
        final AbortMultipartUpload command = AbortMultipartUpload.newBuilder()
                .setCommandId(commandId == null ? UUID.randomUUID().toString() : commandId)
                .setIdentity(upload.identity(spec.commandLine()))
                .setRequester(Requester.newBuilder().build())
                .setReason(reason)
                .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .build();
        try (MopupClient client = new MopupClient(config)) {
            final CommandResult result =
                    client.send(command, Duration.ofSeconds(timeoutSeconds)).join();
            print(result);
            return isSuccess(result) ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private void print(final CommandResult result) {
        final PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.line(result));
        } else {
            out.println(result.getHttpStatus()
                    + (result.getErrorCode() == null ? "" : " " + result.getErrorCode() + ": " + result.getMessage())
                    + (result.getRejection() == null ? "" : " (" + result.getRejection() + ")"));
            out.println("upload " + result.getIdentity().getUploadId() + " of " + Uploads.target(result.getIdentity())
                    + ": status " + result.getStatus() + ", reclaim " + result.getReclaim());
            out.println("command " + result.getCommandId());
        }
        out.flush();
    }

    private static boolean isSuccess(final CommandResult result) {
        return result.getHttpStatus() >= HTTP_OK && result.getHttpStatus() < HTTP_REDIRECTION;
    }
}
