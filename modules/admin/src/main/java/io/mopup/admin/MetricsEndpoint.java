/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.admin;

import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mopup.http.HttpHandler;
import io.mopup.http.HttpRequest;
import io.mopup.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** What a process measures, as Prometheus reads it. The metrics of the JVM are there from the start. */
public final class MetricsEndpoint implements HttpHandler, AutoCloseable {
    public static final String PATH = "/metrics";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final List<KafkaMeters> clients = new CopyOnWriteArrayList<>();

    public MetricsEndpoint() {
        collections.bindTo(registry);
        List.of(
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ClassLoaderMetrics(),
                        new ProcessorMetrics(),
                        new FileDescriptorMetrics(),
                        new UptimeMetrics())
                .forEach(binder -> binder.bindTo(registry));
    }

    /** Shows the metrics of this catalogue. They are looked for among others. */
    public MetricsEndpoint ours(
            final Collection<? extends MetricSpec> catalogue,
            final Supplier<? extends Map<MetricName, ? extends Metric>> source) {
        registry.getPrometheusRegistry().register(new MopupCollector(catalogue, source));
        return this;
    }

    /** Shows the metrics of Kafka clients or of Kafka Streams; those of Mopup that are among them are left out. */
    public MetricsEndpoint kafka(final Supplier<? extends Map<MetricName, ? extends Metric>> source) {
        clients.add(new KafkaMeters(source, registry));
        return this;
    }

    @Override
    public HttpResponse handle(final HttpRequest request) throws IOException {
        clients.forEach(KafkaMeters::refresh);
        final String format = TextFormat.wanted(request.headers().all("Accept"));
        final ByteArrayOutputStream text = new ByteArrayOutputStream();
        registry.scrape(text, format);
        return HttpResponse.bytes(200, format, text.toByteArray());
    }

    @Override
    public void close() {
        clients.forEach(KafkaMeters::close);
        collections.close();
        registry.close();
    }
}
