/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.mopup.contract.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart itself: what it takes and what it refuses. */
class ChartTest {
    @TempDir
    private Path directory;

    private Chart chart;

    @BeforeEach
    void copy() throws IOException {
        chart = Chart.copiedTo(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "everything", "processor-only"})
    void shouldPassHelmsOwnCheck(final String values) throws IOException {
        final var lint = chart.lint(values);
        assertThat(lint.isFailed()).as(lint.getMessages().toString()).isFalse();
    }

    @Test
    void shouldFailHelmsOwnCheckWhenATemplateIsBroken() throws IOException {
        assertThat(chart.with("templates/agent.yaml", "{{- end }}", "{{- edn }}")
                        .lint("minimal")
                        .isFailed())
                .isTrue();
    }

    @Test
    void shouldNotRenderWhenATemplateIsBroken() throws IOException {
        chart.with("templates/_helpers.tpl", "define \"mopup.mounts\"", "define \"mopup.mount\"");
        assertThatThrownBy(() -> chart.render("minimal")).hasMessageContaining("mopup.mounts");
    }

    @Test
    void shouldNotBeReadWhenAFieldIsUnknown() throws IOException {
        chart.with("templates/processor.yaml", "podManagementPolicy: Parallel", "podManagmentPolicy: Parallel");
        assertThatThrownBy(() -> chart.manifests("minimal"))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("podManagmentPolicy");
    }

    @Test
    void shouldNotBeReadWhenAFieldIsThereTwice() throws IOException {
        chart.with("templates/processor.yaml", "podManagementPolicy: Parallel", "replicas: 1");
        assertThatThrownBy(() -> chart.manifests("minimal")).hasMessageContaining("Duplicate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.bootstrapServers=", "kafka.bootstrapServers=kafka", "registry.url=registry:8081",
                        "kafka.password=secret",
                "processor.replicas=0", "processor.closeTimeoutSeconds=300", "config.num\\.stream\\.threads=2",
                        "store.existingClaim=",
                "gateway.enabled=true"
            })
    void shouldRefuseValuesThatCannotWork(final String value) {
        assertThatThrownBy(() -> chart.render("minimal", value))
                .hasMessageContaining(
                        value.equals("gateway.enabled=true")
                                ? "credentialsSecret"
                                : value.split("[.=]")[1].split("\\\\")[0]);
    }

    @Test
    void shouldHaveEveryPartWhenEverythingIsOn() throws IOException {
        final Release release = new Release(chart.manifests("everything"));
        assertThat(release.all(StatefulSet.class)).hasSize(1);
        assertThat(release.all(Deployment.class)).hasSize(2);
        assertThat(release.all(PodDisruptionBudget.class)).hasSize(3);
        assertThat(release.all(NetworkPolicy.class)).hasSize(3);
        assertThat(release.all(ServiceMonitor.class)).hasSize(1);
        assertThat(release.all(ServiceAccount.class)).hasSize(1);
        assertThat(release.all(Job.class)).hasSize(1);
    }

    @Test
    void shouldLeaveOutWhatIsOff() throws IOException {
        final Release release = new Release(chart.manifests("processor-only"));
        assertThat(release.manifests())
                .extracting(manifest -> manifest.getKind())
                .containsExactlyInAnyOrder("Service", "Service", "StatefulSet");
        assertThat(release.pods().values())
                .extracting(pod -> pod.getSpec().getServiceAccountName())
                .containsExactly("existing");
    }

    @Test
    void shouldBeOfTheVersionOfTheProject() throws IOException {
        final String version = Files.readString(SourceTree.ROOT.resolve("pom.xml"))
                .replaceAll("(?s).*?<artifactId>mopup</artifactId>\\s*<version>(.*?)</version>.*", "$1");
        assertThat(chart.folder().resolve("Chart.yaml")).content().contains("\nappVersion: " + version + "\n");
    }

    @Test
    void shouldTellHowToGoOnWhenItIsInstalled() {
        assertThat(chart.notes("minimal"))
                .contains("statefulset/shop-mopup-processor", "not encrypted", "part-files", "setup.formatStore=true");
        assertThat(chart.notes("processor-only")).contains("No agent");
        assertThat(chart.notes("everything")).doesNotContain("not encrypted", "No agent", "setup.formatStore");
    }
}
