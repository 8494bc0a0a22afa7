/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.cli.demo.DemoProgress;
import io.mopup.cli.demo.DemoReport;
import io.mopup.events.UploadLifecycle;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine;

/** What the demonstration says, to people or to a machine. */
final class DemoOutput {
    private static final long PROGRESS_NANOS = Duration.ofSeconds(2).toNanos();

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final long begin = System.nanoTime();
    private long lastProgress = begin;

    DemoOutput(final CommandLine commandLine, final boolean json) {
        this.out = commandLine.getOut();
        this.err = commandLine.getErr();
        this.json = json;
    }

    /** What happens now; on standard error, because it takes a while even where only the result counts. */
    void say(final String stage) {
        err.println("mopup: " + stage);
        err.flush();
    }

    void lifecycle(final UploadLifecycle event) {
        if (!json) {
            out.println(LifecycleLine.of(event));
            out.flush();
        }
    }

    void progress(final DemoProgress progress) {
        final long now = System.nanoTime();
        if (now - lastProgress >= PROGRESS_NANOS) {
            lastProgress = now;
            say("%d s: %d parts stored, %d of %d uploads final"
                    .formatted(
                            Duration.ofNanos(now - begin).toSeconds(),
                            progress.partsStored(),
                            progress.end(),
                            progress.uploads()));
        }
    }

    void result(final DemoReport report, final Duration took) {
        report.problems().forEach(this::say);
        report.leaked().forEach(file -> say("leaked: " + file));
        report.lost().forEach(uploadId -> say("lost: the object of upload " + uploadId));
        out.println(json ? json(report, took) : text(report, took));
        out.flush();
    }

    private static String json(final DemoReport report, final Duration took) {
        return Json.line(Json.object()
                .put("uploads", report.uploads())
                .put("aborted", report.aborted())
                .put("completed", report.completed())
                .put("raced", report.raced())
                .put("partsStored", report.partsStored())
                .put("generationsSuperseded", report.generationsSuperseded())
                .put("partsDeleted", report.partsDeleted())
                .put("lateParts", report.lateParts())
                .put("abortRounds", report.abortRounds())
                .put("bytesStored", report.bytesStored())
                .put("bytesReclaimed", report.bytesReclaimed())
                .put("receipts", report.receipts().size())
                .put("leakedFiles", report.leaked().size())
                .put("lostObjects", report.lost().size())
                .put("seconds", took.toMillis() / 1000.0));
    }

    private static String text(final DemoReport report, final Duration took) {
        final StringBuilder text = new StringBuilder("%nReceipts%n".formatted());
        report.receipts()
                .forEach((uploadId, receipt) ->
                        text.append("  %s  %s%n".formatted(uploadId, LifecycleLine.receipt(receipt))));
        return text.append("""

                        Result
                          uploads      %d: %d aborted, %d completed; %d of them raced
                          parts        %d stored (%d superseded others), %d deleted, %d late
                          bytes        %,d stored = %,d reclaimed + %,d in objects
                          abort rounds %d
                          receipts     %d
                          on the disk  %d leaked files, %d lost objects
                          %s after %.1f s""".formatted(
                                report.uploads(),
                                report.aborted(),
                                report.completed(),
                                report.raced(),
                                report.partsStored(),
                                report.generationsSuperseded(),
                                report.partsDeleted(),
                                report.lateParts(),
                                report.bytesStored(),
                                report.bytesReclaimed(),
                                report.bytesLive(),
                                report.abortRounds(),
                                report.receipts().size(),
                                report.leaked().size(),
                                report.lost().size(),
                                report.isClean() ? "clean" : "NOT CLEAN",
                                took.toMillis() / 1000.0))
                .toString();
    }
}
