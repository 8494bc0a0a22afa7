/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.events.AbortConditions;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.UploadIdentity;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mopup abort}: publishes one abort and prints the answer. */
@Command(
        name = "abort",
        description = "Abort a multipart upload, and print the answer. Exit code 0 if it was accepted.")
final class AbortCommand extends UploadCommand {
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
    SpecificRecord command(final UploadIdentity identity, final AnswerOptions from, final Instant now) {
        return AbortMultipartUpload.newBuilder()
                .setCommandId(from.commandId())
                .setIdentity(identity)
                .setRequester(from.requester())
                .setReason(reason)
                .setConditions(conditions())
                .setIssuedAt(now)
                .build();
    }

    private AbortConditions conditions() {
        return ifInitiatedAt == null && ifInitiator == null && ifIdleSince == null
                ? null
                : new AbortConditions(ifInitiatedAt, null, ifInitiator, ifIdleSince);
    }
}
