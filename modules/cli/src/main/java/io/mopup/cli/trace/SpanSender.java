/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Sends a trace to a collector, over OTLP/HTTP with protobuf. */
public final class SpanSender {
    private static final String TRACES_PATH = "/v1/traces";
    private static final long TIMEOUT_SECONDS = 30;
    /** What the SDK puts into a request by default; collectors refuse requests of some megabytes. */
    private static final int BATCH = 512;

    private final String url;

    /** @param endpoint of the collector, such as {@code http://127.0.0.1:4318}; the path for traces is added */
    public SpanSender(final String endpoint) {
        this.url = (endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint) + TRACES_PATH;
    }

    /**
     * Sends all spans, in several requests if there are many.
     *
     * @throws IOException if the collector did not take them
     */
    public void send(final AbortTrace trace) throws IOException {
        final List<SpanData> spans = spans(trace);
        try (SpanExporter exporter =
                OtlpHttpSpanExporter.builder().setEndpoint(url).build()) {
            for (int begin = 0; begin < spans.size(); begin += BATCH) {
                final CompletableResultCode sent = exporter.export(
                                spans.subList(begin, Math.min(spans.size(), begin + BATCH)))
                        .join(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                if (!sent.isSuccess()) {
                    throw new IOException(
                            "The collector did not take the trace at " + url + ".", sent.getFailureThrowable());
                }
            }
        }
    }

    private static List<SpanData> spans(final AbortTrace trace) {
        final PresetIds ids = new PresetIds(trace.traceId());
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "mopup")))
                .setIdGenerator(ids)
                // The trace of an upload with many late parts has as many events.
                .setSpanLimits(SpanLimits.builder()
                        .setMaxNumberOfEvents(Integer.MAX_VALUE)
                        .build())
                .build()) {
            final Tracer tracer = provider.get("io.mopup.trace");
            final List<SpanData> spans = new ArrayList<>(trace.spans().size());
            trace.spans().forEach(span -> {
                ids.next = span.spanId();
                spans.add(data(tracer, trace.traceId(), span));
            });
            return spans;
        }
    }

    private static SpanData data(final Tracer tracer, final String traceId, final TraceSpan span) {
        final SpanBuilder builder = tracer.spanBuilder(span.name())
                .setStartTimestamp(span.start())
                .setAllAttributes(attributes(span.attributes()));
        if (span.parentId() == null) {
            builder.setNoParent();
        } else {
            // Sent because somebody asked for it, so recorded, whatever the flags of the caller say.
            builder.setParent(Context.root()
                    .with(Span.wrap(SpanContext.createFromRemoteParent(
                            traceId, span.parentId(), TraceFlags.getSampled(), TraceState.getDefault()))));
        }
        final Span made = builder.startSpan();
        span.events().forEach(event -> made.addEvent(event.name(), attributes(event.attributes()), event.time()));
        if (span.failure() != null) {
            made.setStatus(StatusCode.ERROR, span.failure());
        }
        made.end(span.end());
        return ((ReadableSpan) made).toSpanData();
    }

    private static Attributes attributes(final Map<String, Object> values) {
        final AttributesBuilder attributes = Attributes.builder();
        values.forEach((name, value) -> {
            if (value instanceof Long number) {
                attributes.put(name, number);
            } else if (value instanceof Boolean truth) {
                attributes.put(name, truth);
            } else {
                attributes.put(name, (String) value);
            }
        });
        return attributes.build();
    }

    /** The SDK would make up ids; those of a record never change, so that a trace that is sent twice is there once. */
    private static final class PresetIds implements IdGenerator {
        private final String traceId;
        private String next;

        PresetIds(final String traceId) {
            this.traceId = traceId;
        }

        @Override
        public String generateSpanId() {
            return next;
        }

        @Override
        public String generateTraceId() {
            return traceId;
        }
    }
}
