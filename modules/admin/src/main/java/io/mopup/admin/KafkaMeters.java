/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.admin;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * The metrics of Kafka clients, Kafka Streams and RocksDB in a registry of Micrometer, under the names that Micrometer
 * gives them everywhere. Values that are no numbers, such as the text of a topology, are left out by its binder; where
 * a metric exists for a whole client and for each of its partitions, the binder keeps those of the partitions.
 */
final class KafkaMeters implements AutoCloseable {
    private static final String OURS = "mopup-";

    private final OnDemand onDemand = new OnDemand();
    private final KafkaClientMetrics binder;

    KafkaMeters(final Supplier<? extends Map<MetricName, ? extends Metric>> source, final MeterRegistry registry) {
        binder = new KafkaClientMetrics(client(source), Tags.empty(), onDemand);
        binder.bindTo(registry);
    }

    /** Binds what is new and lets go of what is gone. The binder would do so once a minute. */
    synchronized void refresh() {
        onDemand.look.run();
    }

    @Override
    public void close() {
        binder.close();
        onDemand.shutdownNow();
    }

    /**
     * The binder takes a producer, a consumer or an admin client, asks it for its metrics and for nothing else. There is
     * no way in for a share consumer or for a metrics reporter, so they come as a producer that has just that.
     */
    private static Producer<?, ?> client(final Supplier<? extends Map<MetricName, ? extends Metric>> source) {
        return (Producer<?, ?>) Proxy.newProxyInstance(
                KafkaMeters.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("metrics")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    final Map<MetricName, Metric> theirs = new HashMap<>(source.get());
                    theirs.keySet().removeIf(name -> name.group().startsWith(OURS));
                    return theirs;
                });
    }

    /** Runs what the binder wants to do once a minute when somebody asks for the metrics, and has no thread. */
    private static final class OnDemand extends ScheduledThreadPoolExecutor {
        private volatile Runnable look = () -> {};

        OnDemand() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(
                final Runnable command, final long initialDelay, final long period, final TimeUnit unit) {
            look = command;
            return null;
        }
    }
}
