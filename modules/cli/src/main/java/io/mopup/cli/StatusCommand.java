/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.MopupClient;
import io.mopup.events.UploadSnapshot;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mopup status}: where uploads stand, from the compacted topic. */
@Command(name = "status", description = "Show where one upload stands, or a summary of all.")
final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Parameters(arity = "0..1", paramLabel = "UPLOAD_ID", description = "The upload. Default: a summary of all.")
    private String uploadId;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        final PrintWriter out = spec.commandLine().getOut();
        try (MopupClient client = new MopupClient(connection.client())) {
            if (uploadId == null) {
                final StatusSummary summary = new StatusSummary();
                client.snapshots(summary);
                out.println(json ? Json.line(summary.json()) : summary.text());
            } else {
                final UploadSnapshot snapshot = client.snapshot(uploadId)
                        .orElseThrow(() -> new CliException("Upload " + uploadId + " is not known, or forgotten."));
                out.println(json ? Json.line(snapshot) : text(snapshot));
            }
            out.flush();
        }
        return ExitCode.OK;
    }

    private static String text(final UploadSnapshot snapshot) {
        final StringBuilder text = new StringBuilder()
                .append("upload     %s of %s%n"
                        .formatted(snapshot.getIdentity().getUploadId(), Uploads.target(snapshot.getIdentity())))
                .append("status     %s%n".formatted(snapshot.getStatus()))
                .append("reclaim    %s%n".formatted(snapshot.getReclaim()));
        append(text, "parked     %s%n", snapshot.getParkReason());
        append(text, "initiated  %s%n", snapshot.getInitiatedAt());
        append(text, "decided    %s%n", snapshot.getDecidedAt());
        append(text, "reason     %s%n", snapshot.getReason());
        append(text, "rule       %s%n", snapshot.getRuleId());
        append(text, "held until %s%n", snapshot.getHeldUntil());
        append(text, "pinned     until %s%n", snapshot.getPinnedUntil());
        append(text, "rounds     %s%n", snapshot.getRound());
        append(
                text,
                "receipt    %s%n",
                snapshot.getReceipt() == null ? null : LifecycleLine.receipt(snapshot.getReceipt()));
        return text.append("updated    ").append(snapshot.getUpdatedAt()).toString();
    }

    private static void append(final StringBuilder text, final String format, final Object value) {
        if (value != null) {
            text.append(format.formatted(value));
        }
    }
}
