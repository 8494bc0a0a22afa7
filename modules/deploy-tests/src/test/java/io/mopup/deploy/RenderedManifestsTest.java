/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.mopup.cli.CommandCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has to be true of everything that the chart renders, whatever the values. */
class RenderedManifestsTest {
    private static final int LONGEST_LABEL = 63;
    /** Of the pods of a StatefulSet, and of their revision. */
    private static final int SUFFIXES = 12;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "everything", "processor-only"})
    void shouldRunOnlyWhatMopupTakes(final String values) throws IOException {
        assertThat(containers(values))
                .isNotEmpty()
                .allSatisfy(container -> CommandCheck.assertTakes(container.getArgs(), Release.environment(container)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "everything", "processor-only"})
    void shouldGiveNobodyMoreThanItNeeds(final String values) throws IOException {
        assertThat(containers(values)).allSatisfy(container -> {
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getResources().getLimits()).containsKey("memory");
        });
        assertThat(release(values).pods()).isNotEmpty().allSatisfy((name, pod) -> {
            assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSpec().getSecurityContext().getRunAsUser()).isEqualTo(10_001);
            assertThat(pod.getSpec().getSecurityContext().getFsGroup()).isEqualTo(10_001);
            assertThat(pod.getSpec().getSecurityContext().getSeccompProfile().getType())
                    .isEqualTo("RuntimeDefault");
            assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
            // Else a Service named mopup-* puts variables named MOPUP_* here, and these are refused.
            assertThat(pod.getSpec().getEnableServiceLinks()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "everything", "processor-only"})
    void shouldMountWhatIsThere(final String values) throws IOException {
        final Set<String> claims = release(values).all(StatefulSet.class).stream()
                .flatMap(set -> set.getSpec().getVolumeClaimTemplates().stream())
                .map(claim -> claim.getMetadata().getName())
                .collect(Collectors.toSet());
        assertThat(release(values).pods()).allSatisfy((name, pod) -> {
            final Set<String> there =
                    pod.getSpec().getVolumes().stream().map(Volume::getName).collect(Collectors.toSet());
            assertThat(Release.containers(pod)).allSatisfy(container -> {
                final List<VolumeMount> mounts = container.getVolumeMounts();
                assertThat(mounts)
                        .extracting(VolumeMount::getMountPath)
                        .contains("/tmp")
                        .doesNotHaveDuplicates();
                assertThat(mounts)
                        .allMatch(mount -> there.contains(mount.getName()) || claims.contains(mount.getName()));
                // What is written lies on a volume, what is given is not written to.
                assertThat(mounts)
                        .allMatch(mount ->
                                mount.getMountPath().startsWith("/etc/") == Boolean.TRUE.equals(mount.getReadOnly()));
                container.getArgs().stream()
                        .filter(argument -> argument.startsWith("/"))
                        .forEach(path -> assertThat(mounts).anyMatch(mount -> path.startsWith(mount.getMountPath())));
            });
            final Set<String> used = Release.containers(pod)
                    .flatMap(container -> container.getVolumeMounts().stream())
                    .map(VolumeMount::getName)
                    .collect(Collectors.toSet());
            assertThat(used).containsAll(there);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "everything", "processor-only"})
    void shouldSelectPodsThatThereAre(final String values) throws IOException {
        final Release release = release(values);
        Stream.of(
                        release.all(StatefulSet.class).stream()
                                .map(set -> set.getSpec().getSelector()),
                        release.all(Deployment.class).stream()
                                .map(deployment -> deployment.getSpec().getSelector()),
                        release.all(PodDisruptionBudget.class).stream()
                                .map(budget -> budget.getSpec().getSelector()),
                        release.all(NetworkPolicy.class).stream()
                                .map(policy -> policy.getSpec().getPodSelector()))
                .flatMap(selectors -> selectors)
                .map(LabelSelector::getMatchLabels)
                .forEach(labels -> assertThat(selected(release, labels))
                        .as(labels.toString())
                        .hasSize(1));
        release.all(Service.class).forEach(service -> {
            final PodTemplateSpec pod =
                    selected(release, service.getSpec().getSelector()).get(0);
            final Set<String> ports = Release.containers(pod)
                    .flatMap(container -> container.getPorts().stream())
                    .map(port -> port.getName())
                    .collect(Collectors.toSet());
            assertThat(service.getSpec().getPorts())
                    .isNotEmpty()
                    .allMatch(port -> ports.contains(port.getTargetPort().getStrVal()));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "everything", "processor-only"})
    void shouldHaveNamesThatPodsCanTake(final String values) throws IOException {
        final Release release = release(values);
        assertThat(release.manifests())
                .extracting(manifest -> manifest.getMetadata().getName())
                .allMatch(name -> name.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?") && name.length() <= LONGEST_LABEL);
        assertThat(release.pods().keySet()).allMatch(name -> name.length() <= LONGEST_LABEL - SUFFIXES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "everything", "processor-only"})
    void shouldHoldNoSecretItself(final String values) throws IOException {
        final Release release = release(values);
        assertThat(release.manifests()).noneMatch(Secret.class::isInstance);
        assertThat(containers(values).map(Release::environment).flatMap(all -> all.keySet().stream()))
                .noneMatch(name -> name.matches(".*(PASSWORD|JAAS|SECRET|TOKEN(?!_FILE|_REQUIRED)).*"));
    }

    private Release release(final String values) throws IOException {
        final Path folder = directory.resolve("mopup");
        final Chart chart = folder.toFile().exists() ? new Chart(folder) : Chart.copiedTo(directory);
        return new Release(chart.manifests(values));
    }

    private Stream<Container> containers(final String values) throws IOException {
        return release(values).pods().values().stream().flatMap(Release::containers);
    }

    private static List<PodTemplateSpec> selected(final Release release, final Map<String, String> labels) {
        return release.pods().values().stream()
                .filter(pod -> pod.getMetadata().getLabels().entrySet().containsAll(labels.entrySet()))
                .toList();
    }
}
