/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
            Metrics of Mopup, beside those of the Kafka clients and Kafka Streams, in JMX and for every Kafka metrics reporter.
            Counters begin at 0 with each start.""";
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
                metrics(Arrays.stream(ProcessorMetric.values())
                        .map(metric -> metric(
                                metric.metricName(),
                                metric.isCounter(),
                                metric.unit(),
                                Optional.ofNullable(metric.tag()),
                                metric.description()))),
                "## Agent: `" + AgentMetric.GROUP + "`",
                metrics(Arrays.stream(AgentMetric.values())
                        .map(metric -> metric(
                                metric.metricName(),
                                metric.isCounter(),
                                metric.unit(),
                                metric.tag(),
                                metric.description()))),
                "## Gateway: `" + GatewayMetric.GROUP + "`",
                ABOUT_PERCENTILES,
                metrics(Arrays.stream(GatewayMetric.values())
                        .map(metric -> metric(
                                metric.metricName(),
                                metric.isCounter(),
                                metric.unit(),
                                Optional.of(String.join(", ", metric.tags())),
                                metric.description()))));

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

    private static String metrics(final Stream<List<String>> rows) {
        return Markdown.table(List.of("Metric", "Kind", "Unit", "Split by", "Meaning"), rows.toList());
    }

    private static List<String> metric(
            final String name,
            final boolean counter,
            final String unit,
            final Optional<String> tag,
            final String description) {
        return List.of(Markdown.code(name), counter ? "counter" : "gauge", unit, tag.orElse(""), description);
    }

    private static String lower(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
