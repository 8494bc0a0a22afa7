/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Prometheus itself thinks of the rules: they are legal, each alert fires once, and none without a reason. */
@Tag("clients")
class PromtoolTest {
    private static final String PROMTOOL = "/usr/bin/promtool";
    private static final Path RULES = Path.of("../../deploy/prometheus").toAbsolutePath();

    @Test
    void shouldReadTheRulesAndTheConfiguration() {
        assertThat(ExternalClient.run(PROMTOOL, "check", "rules", file("alerts.yml")))
                .contains("SUCCESS");
        assertThat(ExternalClient.run(PROMTOOL, "check", "config", file("prometheus.yml")))
                .contains("SUCCESS");
    }

    @Test
    void shouldFireEachAlertOnceAndNoneWhenAllIsWell() {
        assertThat(ExternalClient.run(PROMTOOL, "test", "rules", file("rules-test.yml")))
                .contains("SUCCESS");
    }

    private static String file(final String name) {
        return RULES.resolve(name).toString();
    }
}
