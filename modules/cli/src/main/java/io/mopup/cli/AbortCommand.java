/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.ClientConfig;
import io.mopup.events.AbortConditions;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mopup abort}: publishes one abort and prints the answer. */
@Command(
        name = "abort",
        description = "Abort a multipart upload, and print the answer. Exit code 0 if it was accepted.")
final class AbortCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private UploadOptions upload;

    @Mixin
    private AnswerOptions answer;

    @Option(
            names = "--reason",
            defaultValue = "CLIENT",
            description = "Why: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private AbortReason reason;

    @Option(
            names = "--if-initiated-at",
            paramLabel = "TIME",
            description = "Only if the upload was initiated in this second, such as 2026-11-02T08:15:30Z.")
    private Instant ifInitiatedAt;

    @Option(
            names = "--if-initiator",
            paramLabel = "ARN",
            description = "Only if this principal or twelve-digit account initiated the upload.")
    private String ifInitiator;

    @Option(names = "--if-idle-since", paramLabel = "TIME", description = "Only if no part was stored after this time.")
    private Instant ifIdleSince;

    @Override
    public Integer call() {
        final ClientConfig config = connection.client();
        final AbortMultipartUpload command = AbortMultipartUpload.newBuilder()
                .setCommandId(answer.commandId())
                .setIdentity(upload.identity(spec.commandLine()))
                .setRequester(answer.requester())
                .setReason(reason)
                .setConditions(conditions())
                .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .build();
        return answer.send(config, command, spec.commandLine().getOut());
    }

    private AbortConditions conditions() {
        return ifInitiatedAt == null && ifInitiator == null && ifIdleSince == null
                ? null
                : new AbortConditions(ifInitiatedAt, null, ifInitiator, ifIdleSince);
    }
}
