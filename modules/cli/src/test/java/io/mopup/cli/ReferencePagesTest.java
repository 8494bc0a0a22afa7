/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.admin.MetricSpec;
import io.mopup.agent.AgentConfig;
import io.mopup.agent.AgentMetric;
import io.mopup.client.ClientConfig;
import io.mopup.contract.docs.GeneratedFile;
import io.mopup.contract.docs.Markdown;
import io.mopup.gateway.GatewayConfig;
import io.mopup.gateway.GatewayMetric;
import io.mopup.processor.ProcessorConfig;
import io.mopup.processor.ProcessorMetric;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

/** The reference pages of what is defined in more than one module. Here, because the command line sees all modules. */
class ReferencePagesTest {
    private static final String ABOUT_KEYS = """
            Keys come from a properties file (`--command-config`), from the environment (`MOPUP_` and the key in upper case with
            `_` for dots, without a `mopup.` of its own), and from options of the command line; the later wins. A key of ours that
            nobody knows is an error. Every key that does not begin with `mopup.` goes to the Kafka clients, Kafka Streams and the
            client of the schema registry as it is.""";
    private static final String ABOUT_METRICS = """
            Metrics of Mopup, beside those of the Kafka clients and Kafka Streams: in JMX, for every Kafka metrics reporter, and as Prometheus
            and OpenMetrics text under `/metrics` of the admin port (`mopup.admin.listener`) of processor, agent and gateway. Counters and histograms begin
            at 0 with each start. A histogram is three metrics in JMX, with `-bucket` (split by `le`), `-sum` and `-count` behind the name.""";
    private static final String ABOUT_STATE = """
            Each is split by task, too. To see all, add the tasks of all instances up; of ages and of `timer-lag-ms` take the largest. The gauges from `uploads` on
            are counted from the state: right, to the last record, once `state-counted` is 1; a task that has just come to an instance is counted first.""";
    private static final String ABOUT_KAFKA = """
            On the admin port they have the names that Micrometer gives them: `kafka_`, the group without `-metrics`, and the name, as
            `kafka_stream_thread_process_ratio`, `kafka_stream_state_num_open_iterators` (RocksDB is in that group too),
            `kafka_consumer_fetch_manager_records_lag`, `kafka_consumer_share_fetch_manager_records_consumed_total` (the share group of the agents),
            `jvm_memory_used_bytes`, `process_cpu_usage`. Where Kafka measures a client as a whole and each of its partitions, the partitions are shown. What is no
            number is left out; `client-state` and `thread-state` are numbers.""";
    private static final String ABOUT_PERCENTILES = "Percentiles are over the last half to whole minute.";

    @Test
    void shouldListEveryConfigurationKey() throws IOException {
        final String page = Markdown.page(
                "Configuration",
                "the ConfigDef of each component",
                ABOUT_KEYS,
                "## Clients and commands",
                keys(ClientConfig.definition()),
                "## Processor",
                keys(ProcessorConfig.CONFIG),
                "## Agent",
                keys(AgentConfig.CONFIG),
                "## Gateway",
                keys(GatewayConfig.CONFIG),
                "## Store of agents and gateways",
                keys(StorageConfig.CONFIG));

        GeneratedFile.assertCurrent("docs/configuration.md", page, ReferencePagesTest.class);
    }

    @Test
    void shouldListEveryMetric() throws IOException {
        final String page = Markdown.page(
                "Metrics",
                "ProcessorMetric, AgentMetric and GatewayMetric",
                ABOUT_METRICS,
                "## Processor: `" + ProcessorMetric.GROUP + "`",
                ABOUT_STATE,
                metrics(ProcessorMetric.values()),
                "## Agent: `" + AgentMetric.GROUP + "`",
                metrics(AgentMetric.values()),
                "## Gateway: `" + GatewayMetric.GROUP + "`",
                ABOUT_PERCENTILES,
                metrics(GatewayMetric.values()),
                "## Of Kafka, RocksDB and the JVM",
                ABOUT_KAFKA);

        GeneratedFile.assertCurrent("docs/metrics.md", page, ReferencePagesTest.class);
    }

    private static String keys(final ConfigDef definition) {
        return Markdown.table(
                List.of("Key", "Type", "Default", "Importance", "Meaning"),
                definition.configKeys().values().stream()
                        .sorted(Comparator.comparing((ConfigDef.ConfigKey key) -> key.importance)
                                .thenComparing(key -> key.name))
                        .map(ReferencePagesTest::key)
                        .toList());
    }

    private static List<String> key(final ConfigDef.ConfigKey key) {
        return List.of(
                Markdown.code(key.name),
                lower(key.type),
                key.hasDefault() ? Markdown.code(String.valueOf(key.defaultValue)) : "required",
                lower(key.importance),
                key.documentation);
    }

    private static String metrics(final MetricSpec... metrics) {
        return Markdown.table(
                List.of("In JMX", "On the admin port", "Kind", "Unit", "Split by", "Meaning"),
                Stream.of(metrics).map(ReferencePagesTest::metric).toList());
    }

    private static List<String> metric(final MetricSpec metric) {
        return List.of(
                Markdown.code(metric.metricName()),
                Markdown.code(metric.prometheusName()),
                lower(metric.kind()),
                metric.unit(),
                String.join(", ", metric.labels()),
                metric.description());
    }

    private static String lower(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
