/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.MopupClient;
import io.mopup.events.UploadSnapshot;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mopup list}: uploads that meet all conditions, from the compacted topic. */
@Command(name = "list", description = "List uploads, the oldest first.")
final class ListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private UploadFilter filter;

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            description = "Stop after so many. Default: ${DEFAULT-VALUE}",
            defaultValue = "1000")
    private int limit;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Override
    public Integer call() {
        final Map<String, UploadSnapshot> uploads = new HashMap<>();
        try (MopupClient client = new MopupClient(connection.client())) {
            client.snapshots((uploadId, snapshot) -> snapshot.filter(filter::accepts)
                    .ifPresentOrElse(found -> uploads.put(uploadId, found), () -> uploads.remove(uploadId)));
        }
        final PrintWriter out = spec.commandLine().getOut();
        final Stream<UploadSnapshot> oldestFirst = uploads.values().stream()
                .sorted(Comparator.comparing(Uploads::since)
                        .thenComparing(upload -> upload.getIdentity().getUploadId()));
        oldestFirst.limit(limit).forEach(upload -> out.println(json ? Json.line(upload) : text(upload)));
        if (uploads.size() > limit) {
            spec.commandLine()
                    .getErr()
                    .println("%d more. Raise --limit to see them.".formatted(uploads.size() - limit));
        }
        out.flush();
        return ExitCode.OK;
    }

    private static String text(final UploadSnapshot upload) {
        return "%-24s  %-11s  %-10s  %s  %s%s"
                .formatted(
                        Uploads.since(upload),
                        upload.getStatus(),
                        upload.getReclaim(),
                        upload.getIdentity().getUploadId(),
                        Uploads.target(upload.getIdentity()),
                        upload.getParkReason() == null ? "" : "  parked: " + upload.getParkReason());
    }
}
