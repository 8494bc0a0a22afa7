/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mopup.cli.trace.AbortLog;
import io.mopup.cli.trace.AbortTrace;
import io.mopup.cli.trace.SpanSender;
import io.mopup.cli.trace.TraceSpan;
import io.mopup.cli.trace.Waterfall;
import io.mopup.client.MopupClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mopup trace}: one abort as one trace, made of the records that it left. */
@Command(
        name = "trace",
        description = "Show the last abort of an upload as one trace, from the command to the receipt.")
final class TraceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Parameters(paramLabel = "UPLOAD_ID", description = "The upload.")
    private String uploadId;

    @Option(
            names = "--otlp-endpoint",
            paramLabel = "URL",
            description = {
                "Send it to this collector too, over OTLP/HTTP, such as http://127.0.0.1:4318.",
                "Only when the abort is over: reclaimed or parked. To send it again does no harm."
            })
    private String otlpEndpoint;

    @Option(names = "--json", description = "Print one JSON object for each span.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        final AbortLog log;
        try (MopupClient client = new MopupClient(connection.client())) {
            log = AbortLog.read(client, uploadId)
                    .orElseThrow(() -> new CliException("No abort of upload " + uploadId
                            + " was accepted, or its lifecycle is not kept any more."));
        }
        final AbortTrace trace = AbortTrace.of(log);
        print(trace);
        if (log.command() == null) {
            spec.commandLine()
                    .getErr()
                    .println("The command is not kept any more, so deletions and rounds may be missing too.");
        }
        if (otlpEndpoint != null) {
            send(trace);
        }
        return ExitCode.OK;
    }

    private void print(final AbortTrace trace) {
        final PrintWriter out = spec.commandLine().getOut();
        if (json) {
            trace.spans().forEach(span -> out.println(Json.line(object(trace, span))));
        } else {
            out.println("trace %s, upload %s of %s"
                    .formatted(trace.traceId(), trace.upload().getUploadId(), Uploads.target(trace.upload())));
            new Waterfall(trace).lines().forEach(out::println);
        }
        out.flush();
    }

    private void send(final AbortTrace trace) throws IOException {
        if (!trace.isOver()) {
            throw new CliException("The abort is under way (" + trace.state()
                    + ") and was not sent: collectors keep the first version of a span. Send it when it is over.");
        }
        try {
            new SpanSender(otlpEndpoint).send(trace);
        } catch (final IOException | IllegalArgumentException e) {
            throw new CliException(e.getMessage(), e);
        }
        spec.commandLine()
                .getErr()
                .println("Sent %d spans to %s".formatted(trace.spans().size(), otlpEndpoint));
    }

    private static ObjectNode object(final AbortTrace trace, final TraceSpan span) {
        final ObjectNode object = Json.object()
                .put("traceId", trace.traceId())
                .put("spanId", span.spanId())
                .put("parentSpanId", span.parentId())
                .put("name", span.name())
                .put("start", span.start().toString())
                .put("end", span.end().toString())
                .put("failure", span.failure());
        object.set("attributes", Json.tree(span.attributes()));
        object.set(
                "events",
                Json.tree(span.events().stream().map(TraceCommand::object).toList()));
        return object;
    }

    private static Map<String, Object> object(final TraceSpan.Event event) {
        return new TreeMap<>(Map.of("name", event.name(), "time", event.time(), "attributes", event.attributes()));
    }
}
