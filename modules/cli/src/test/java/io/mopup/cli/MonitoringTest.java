/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mopup.admin.MetricSpec;
import io.mopup.agent.AgentMetric;
import io.mopup.contract.SourceTree;
import io.mopup.gateway.GatewayMetric;
import io.mopup.processor.ProcessorMetric;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Alerts, dashboard and runbook fit each other and what there is. That the alerts fire is for promtool, in the module
 * of the tests that need programs of others.
 */
class MonitoringTest {
    private static final Set<String> SEVERITIES = Set.of("critical", "warning", "info");
    private static final Pattern ALERT = Pattern.compile("^ *- alert: (\\w+)$", Pattern.MULTILINE);
    private static final Pattern PAGE = Pattern.compile("^## (\\w+)$", Pattern.MULTILINE);
    private static final Pattern COMMAND = Pattern.compile("`mopup ([a-z]+)");
    private static final Pattern SCRIPT = Pattern.compile("`(kafka-[a-z-]+\\.sh)");
    private static final Pattern KEY =
            Pattern.compile("mopup\\.(?:processor|fold|agent|gateway|admin|policy|client|containers)\\.[a-z.]*[a-z]");

    /** Not in the distribution: it comes with Kafka's own, and the runbook says so. */
    private static final String FROM_KAFKA = "kafka-transactions.sh";

    @Test
    void shouldAskForMetricsThatExist() throws IOException {
        final Set<String> asked = Monitoring.ours();

        assertThat(asked).hasSizeGreaterThan(30);
        assertThat(catalogue().flatMap(MonitoringTest::series)).containsAll(asked);
    }

    @Test
    void shouldSayHowBadWhatAndWhereToReadOnWhenAnAlertFires() throws IOException {
        final Map<String, String> alerts = sections(ALERT, Files.readString(Monitoring.RULES));

        assertThat(alerts).hasSizeGreaterThan(20);
        alerts.forEach((name, alert) -> {
            assertThat(value(alert, "severity")).as(name).isIn(SEVERITIES);
            assertThat(value(alert, "summary")).as(name).isNotBlank();
            assertThat(value(alert, "runbook_url"))
                    .as(name)
                    .isEqualTo("docs/runbook.md#" + name.toLowerCase(Locale.ROOT));
        });
    }

    @Test
    void shouldHaveOnePageForEachAlertAndNoOther() throws IOException {
        final Map<String, String> pages = sections(PAGE, Files.readString(Monitoring.RUNBOOK));

        assertThat(pages.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        sections(ALERT, Files.readString(Monitoring.RULES)).keySet());
        pages.forEach((name, page) -> assertThat(page)
                .as(name)
                .contains("**What it means.**", "**How to see it.**", "**What to do.**", "\n* "));
    }

    @Test
    void shouldFireAndSilenceEachAlertInTheTestsOfTheRules() throws IOException {
        final String tests = Files.readString(Monitoring.RULES_TEST);

        for (final String alert :
                sections(ALERT, Files.readString(Monitoring.RULES)).keySet()) {
            assertThat(tests)
                    .containsPattern("alertname: " + alert + "\n +exp_alerts:\n +- exp_labels:")
                    .containsPattern("alertname: " + alert + "\n +exp_alerts: \\[]");
        }
    }

    @Test
    void shouldNameCommandsAndKeysThatExistInTheRunbook() throws IOException {
        final String runbook = Files.readString(Monitoring.RUNBOOK);
        final String keys = Files.readString(SourceTree.ROOT.resolve("docs/configuration.md"));

        assertThat(all(COMMAND, runbook))
                .isNotEmpty()
                .isSubsetOf(Mopup.commandLine().getSubcommands().keySet());
        assertThat(all(SCRIPT, runbook))
                .contains(FROM_KAFKA)
                .allMatch(script -> script.equals(FROM_KAFKA)
                        || Files.exists(SourceTree.ROOT.resolve("bin").resolve(script)));
        assertThat(all(KEY, runbook)).isNotEmpty().allMatch(keys::contains);
    }

    @Test
    void shouldLayEveryPanelOfTheDashboardOutBySourceAndPlace() throws IOException {
        final List<JsonNode> panels = new ArrayList<>();
        new ObjectMapper().readTree(Monitoring.DASHBOARD.toFile()).get("panels").forEach(panels::add);

        assertThat(panels.stream()
                        .filter(panel -> panel.get("type").asText().equals("row"))
                        .map(panel -> panel.get("title").asText()))
                .containsExactly(
                        "Open, aborting, parked",
                        "Bytes burning and freed",
                        "Time to verified empty",
                        "Processor",
                        "Agents",
                        "Gateway");
        panels.stream()
                .filter(panel -> !panel.get("type").asText().equals("row"))
                .forEach(panel -> {
                    assertThat(panel.get("description").asText()).isNotBlank();
                    assertThat(panel.get("targets")).isNotEmpty().allSatisfy(target -> assertThat(
                                    target.at("/datasource/uid").asText())
                            .isEqualTo("${datasource}"));
                });
        assertThat(panels.stream().map(panel -> panel.at("/gridPos/x") + "," + panel.at("/gridPos/y")))
                .doesNotHaveDuplicates();
    }

    private static Stream<MetricSpec> catalogue() {
        return Stream.of(ProcessorMetric.values(), AgentMetric.values(), GatewayMetric.values())
                .flatMap(Stream::of);
    }

    private static Stream<String> series(final MetricSpec metric) {
        return metric.kind() == MetricSpec.Kind.HISTOGRAM
                ? Stream.of("_bucket", "_sum", "_count").map(suffix -> metric.prometheusName() + suffix)
                : Stream.of(metric.prometheusName());
    }

    /** What stands behind each heading, by the name in it. */
    private static Map<String, String> sections(final Pattern heading, final String text) {
        final Map<String, String> sections = new LinkedHashMap<>();
        final Matcher matcher = heading.matcher(text);
        String name = null;
        int from = 0;
        while (matcher.find()) {
            if (name != null) {
                sections.put(name, text.substring(from, matcher.start()));
            }
            name = matcher.group(1);
            from = matcher.end();
        }
        sections.put(name, text.substring(from));
        return sections;
    }

    private static String value(final String alert, final String key) {
        final Matcher matcher = Pattern.compile("^ +" + key + ": \"?(.*?)\"?$", Pattern.MULTILINE)
                .matcher(alert);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static Set<String> all(final Pattern pattern, final String text) {
        final Set<String> found = new TreeSet<>();
        final Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.groupCount() == 0 ? matcher.group() : matcher.group(1));
        }
        return found;
    }
}
