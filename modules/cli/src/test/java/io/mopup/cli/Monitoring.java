/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.contract.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is shipped for Prometheus and Grafana, as far as tests look into it. */
final class Monitoring {
    static final Path RULES = SourceTree.ROOT.resolve("deploy/prometheus/alerts.yml");
    static final Path RULES_TEST = SourceTree.ROOT.resolve("deploy/prometheus/rules-test.yml");
    static final Path DASHBOARD = SourceTree.ROOT.resolve("deploy/grafana/mopup.json");
    static final Path RUNBOOK = SourceTree.ROOT.resolve("docs/runbook.md");

    /** The one metric that Prometheus makes itself. */
    private static final String UP = "up";
    /** Every selector names its job, so a metric is a word in front of a brace; of two braces, it is a template. */
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{(?!\\{)");

    private static final String OURS = "mopup_";

    private Monitoring() {}

    /** The metrics of Mopup that rules, their tests and the dashboard ask for. */
    static Set<String> ours() throws IOException {
        final Set<String> names = asked();
        names.removeIf(name -> !name.startsWith(OURS));
        return names;
    }

    /** Those of Kafka, the JVM and the process. */
    static Set<String> ofOthers() throws IOException {
        final Set<String> names = asked();
        names.removeIf(name -> name.startsWith(OURS) || name.equals(UP));
        return names;
    }

    private static Set<String> asked() throws IOException {
        final Set<String> names = new TreeSet<>();
        for (final Path file : List.of(RULES, RULES_TEST, DASHBOARD)) {
            final Matcher matcher = SELECTOR.matcher(Files.readString(file));
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }
}
