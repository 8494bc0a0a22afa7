/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.benchmarks.BenchException;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.TopicNames;
import io.mopup.processor.FoldConfig;
import io.mopup.processor.MopupProcessor;
import io.mopup.processor.ProcessorConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/** The processor with its own topics. Closed and started again it goes on with the same state. */
final class MopupApplication implements Application {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final TopicNames topics;
    private final MopupProcessor processor;

    private MopupApplication(final TopicNames topics, final MopupProcessor processor) {
        this.topics = topics;
        this.processor = processor;
    }

    /**
     * Starts it and waits until it works on all partitions.
     *
     * @param name prefix of its topics, which exist already, and its application id
     */
    static MopupApplication start(final Testbed testbed, final String name) {
        final TopicNames topics = topics(name);
        final MopupProcessor processor = new MopupProcessor(new ProcessorConfig(config(testbed, topics)));
        try {
            processor.start();
            if (!processor.awaitRunning(START_LIMIT)) {
                throw new BenchException("The processor " + name + " is " + processor.state() + " after "
                        + START_LIMIT.toSeconds() + " s; its log says why.");
            }
        } catch (final InterruptedException e) {
            processor.close();
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted while the processor " + name + " started.", e);
        } catch (final RuntimeException e) {
            processor.close();
            throw e;
        }
        return new MopupApplication(topics, processor);
    }

    /** The topics of the processor with this name. */
    static TopicNames topics(final String name) {
        return new TopicNames(name + '.');
    }

    /**
     * Checks that it did the work: a processor that rejects everything would be very fast.
     *
     * @throws BenchException if it rejected anything
     */
    void requireNoDeadLetters(final Testbed testbed) {
        final String deadLetters = topic(MopupTopic.DEAD_LETTERS);
        if (testbed.topics().ends(deadLetters).values().stream().anyMatch(end -> end > 0)) {
            throw new BenchException("The processor rejected records; see " + deadLetters + ".");
        }
    }

    String topic(final MopupTopic topic) {
        return topics.of(topic);
    }

    @Override
    public String group() {
        return group(topics);
    }

    @Override
    public Map<MetricName, ? extends Metric> metrics() {
        return processor.metrics();
    }

    @Override
    public boolean healthy() {
        return processor.state() == KafkaStreams.State.RUNNING || processor.state() == KafkaStreams.State.REBALANCING;
    }

    @Override
    public void close() {
        processor.close();
    }

    private static String group(final TopicNames topics) {
        return topics.prefix() + "processor";
    }

    private static Map<String, Object> config(final Testbed testbed, final TopicNames topics) {
        final Map<String, Object> config = new HashMap<>(testbed.serdeConfig());
        config.putAll(CommonSettings.streams(testbed, group(topics)));
        config.put(TopicNames.TOPIC_PREFIX_CONFIG, topics.prefix());
        // As near to none as can be configured: with a real one every receipt would take that long.
        config.put(FoldConfig.QUIET_PERIOD_CONFIG, 1L);
        // Where no agent runs, nothing may leave a second time while it is counted.
        config.put(FoldConfig.REPORT_TIMEOUT_CONFIG, Duration.ofHours(1).toMillis());
        return config;
    }
}
