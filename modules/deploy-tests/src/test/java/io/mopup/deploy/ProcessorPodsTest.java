/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitorSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator relies on: how pods stop, keep their state, tell their health, and who reaches them. */
class ProcessorPodsTest {
    @TempDir
    private Path directory;

    private Release minimal;
    private Release everything;

    @BeforeEach
    void render() throws IOException {
        final Chart chart = Chart.copiedTo(directory);
        minimal = new Release(chart.manifests("minimal"));
        everything = new Release(chart.manifests("everything"));
    }

    @Test
    void shouldHaveTimeToStopCleanly() {
        final PodSpec pod = processor(minimal).getSpec().getTemplate().getSpec();
        assertThat(pod.getTerminationGracePeriodSeconds()).isEqualTo(300);
        assertThat(pod.getContainers().get(0).getArgs()).containsExactly("processor", "--close-timeout", "240");
    }

    @Test
    void shouldKeepItsStateOnAVolumeOfEachPod() {
        final PersistentVolumeClaim claim =
                processor(everything).getSpec().getVolumeClaimTemplates().get(0);
        assertThat(claim.getSpec().getAccessModes()).containsExactly("ReadWriteOnce");
        assertThat(claim.getSpec().getStorageClassName()).isEqualTo("fast");
        assertThat(claim.getSpec().getResources().getRequests()).containsEntry("storage", new Quantity("100Gi"));
        final Container container = container(processor(everything));
        final String state = Release.environment(container).get("MOPUP_STATE_DIR");
        assertThat(container.getVolumeMounts())
                .filteredOn(mount -> mount.getName().equals(claim.getMetadata().getName()))
                .singleElement()
                .matches(mount -> state.startsWith(mount.getMountPath() + "/"));
    }

    @Test
    void shouldBeAMemberOfItsOwnWithAStandby() {
        final Container container = container(processor(minimal));
        final Map<String, String> environment = Release.environment(container);
        assertThat(container.getEnv())
                .filteredOn(variable -> variable.getName().equals("POD_NAME"))
                .singleElement()
                .extracting(variable -> variable.getValueFrom().getFieldRef().getFieldPath())
                .isEqualTo("metadata.name");
        assertThat(container.getEnv())
                .filteredOn(variable -> variable.getName().equals("MOPUP_GROUP_INSTANCE_ID"))
                .extracting(EnvVar::getValue)
                .containsExactly("$(POD_NAME)");
        assertThat(environment)
                .containsEntry("MOPUP_NUM_STANDBY_REPLICAS", "1")
                .containsEntry("MOPUP_GROUP_INSTANCE_ID", "some-metadata-name");
    }

    @Test
    void shouldBeReachedByTheOthersUnderTheNameOfThePod() {
        final StatefulSet set = processor(minimal);
        final Service peers = minimal.one(Service.class, set.getSpec().getServiceName());
        assertThat(peers.getSpec().getClusterIP()).isEqualTo("None");
        assertThat(peers.getSpec().getPublishNotReadyAddresses()).isTrue();
        assertThat(Release.environment(container(set)))
                .containsEntry(
                        "MOPUP_ADMIN_ADVERTISED",
                        "some-metadata-name." + peers.getMetadata().getName() + ".some-metadata-namespace.svc:8080");
    }

    @Test
    void shouldBeAskedForTheirHealth() {
        assertThat(List.of("-processor", "-agent", "-gateway")).allSatisfy(component -> {
            final Container container = container(component);
            assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/live");
            assertThat(container.getLivenessProbe().getHttpGet().getPort().getStrVal())
                    .isEqualTo("admin");
            assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/ready");
            assertThat(container.getReadinessProbe().getHttpGet().getPort().getStrVal())
                    .isEqualTo("admin");
            assertThat(container.getPorts())
                    .filteredOn(port -> port.getName().equals("admin"))
                    .singleElement()
                    .matches(port -> Release.environment(container)
                            .get("MOPUP_ADMIN_LISTENER")
                            .endsWith(":" + port.getContainerPort()));
        });
    }

    @Test
    void shouldLoseAtMostOnePodAtATimeToAnEviction() {
        assertThat(everything.all(PodDisruptionBudget.class))
                .hasSize(3)
                .allMatch(budget -> budget.getSpec().getMaxUnavailable().getIntVal() == 1);
    }

    @Test
    void shouldShowItsAdminPortToNobodyWhoWasNotNamed() {
        final NetworkPolicy policy = minimal.one(NetworkPolicy.class, "-processor");
        assertThat(policy.getSpec().getIngress()).singleElement().satisfies(rule -> {
            assertThat(rule.getPorts())
                    .singleElement()
                    .matches(port -> port.getPort().getStrVal().equals("admin"));
            assertThat(rule.getFrom())
                    .hasSize(2)
                    .extracting(NetworkPolicyPeer::getNamespaceSelector)
                    .containsOnlyNulls();
            assertThat(rule.getFrom())
                    .extracting(peer -> peer.getPodSelector().getMatchLabels().get("app.kubernetes.io/component"))
                    .containsExactly("processor", "gateway");
        });
        assertThat(everything
                        .one(NetworkPolicy.class, "-processor")
                        .getSpec()
                        .getIngress()
                        .get(0)
                        .getFrom())
                .hasSize(3);
        assertThat(minimal.one(NetworkPolicy.class, "-agent").getSpec().getIngress())
                .isEmpty();
        assertThat(everything
                        .one(NetworkPolicy.class, "-agent")
                        .getSpec()
                        .getIngress()
                        .get(0)
                        .getFrom())
                .hasSize(1);
        assertThat(everything.one(NetworkPolicy.class, "-gateway").getSpec().getIngress())
                .allSatisfy(rule -> assertThat(rule.getFrom()).hasSize(1));
        assertThat(everything.one(NetworkPolicy.class, "-agent").getSpec().getPolicyTypes())
                .containsExactly("Ingress", "Egress");
    }

    /** By the names of jobs that the alerts have; two services of the same pods would count everything twice. */
    @Test
    void shouldBeScrapedOnceUnderTheNamesOfTheAlerts() {
        final ServiceMonitorSpec monitor =
                everything.all(ServiceMonitor.class).get(0).getSpec();
        final String job = monitor.getJobLabel();
        assertThat(monitor.getSelector().getMatchExpressions()).singleElement().matches(wanted -> wanted.getKey()
                .equals(job));
        assertThat(everything.all(Service.class).stream()
                        .filter(service -> service.getMetadata()
                                .getLabels()
                                .entrySet()
                                .containsAll(
                                        monitor.getSelector().getMatchLabels().entrySet()))
                        .filter(service -> service.getMetadata().getLabels().containsKey(job))
                        .filter(service -> service.getSpec()
                                .getPorts()
                                .get(0)
                                .getName()
                                .equals(monitor.getEndpoints().get(0).getPort()))
                        .map(service -> service.getMetadata().getLabels().get(job)))
                .containsExactlyInAnyOrderElementsOf(Alerts.jobs());
    }

    @Test
    void shouldHaveAnAgentAndAGatewayOnOneStore() {
        assertThat(everything.all(Deployment.class)).hasSize(2).allSatisfy(deployment -> {
            final PodSpec pod = deployment.getSpec().getTemplate().getSpec();
            assertThat(pod.getVolumes())
                    .filteredOn(volume -> volume.getName().equals("store"))
                    .singleElement()
                    .matches(volume ->
                            volume.getPersistentVolumeClaim().getClaimName().equals("part-files"));
            assertThat(pod.getContainers().get(0).getVolumeMounts())
                    .filteredOn(mount -> mount.getName().equals("store"))
                    .singleElement()
                    .matches(mount -> mount.getSubPath().equals("mopup/store"));
        });
    }

    @Test
    void shouldTakeSecretsByReferenceEachItsOwn() {
        assertThat(secrets("-processor"))
                .containsExactlyInAnyOrder("mopup-kafka", "mopup-admin-token", "mopup-admin-tls");
        assertThat(secrets("-agent"))
                .containsExactlyInAnyOrder("mopup-kafka-agent", "mopup-admin-token", "mopup-admin-tls");
        assertThat(secrets("-gateway"))
                .containsExactlyInAnyOrder("mopup-kafka", "mopup-credentials", "mopup-admin-token", "mopup-admin-tls");
        assertThat(secrets("-setup")).containsExactly("mopup-kafka-admin");
        assertThat(everything.pods().values())
                .flatMap(pod -> Release.containers(pod).toList())
                .filteredOn(container -> container.getVolumeMounts().stream()
                        .anyMatch(mount -> mount.getMountPath().equals("/etc/mopup/kafka")))
                .hasSize(5)
                .allSatisfy(container -> assertThat(container.getArgs())
                        .endsWith("--command-config", "/etc/mopup/kafka/client.properties"));
        assertThat(minimal.pods().values())
                .flatMap(pod -> pod.getSpec().getVolumes())
                .allMatch(volume -> volume.getSecret() == null);
    }

    @Test
    void shouldPreferTheValueOfTheComponentWhenAKeyIsGivenTwice() {
        assertThat(Release.environment(container(processor(everything))))
                .containsEntry("MOPUP_NUM_STANDBY_REPLICAS", "2")
                .containsEntry("MOPUP_FOLD_RETENTION_MS", "86400000")
                .containsEntry("MOPUP_SECURITY_PROTOCOL", "SASL_SSL")
                .containsEntry("MOPUP_TOPIC_PREFIX", "prod.");
    }

    @Test
    void shouldPrepareTopicsAndSchemasBeforeThePodsStart() {
        final Job setup = minimal.one(Job.class, "-setup");
        assertThat(setup.getMetadata().getAnnotations()).containsEntry(Chart.HOOK, "pre-install,pre-upgrade");
        assertThat(setup.getSpec().getTemplate().getSpec().getInitContainers())
                .extracting(Container::getName)
                .containsExactly("topics", "schemas");
        assertThat(everything
                        .one(Job.class, "-setup")
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getInitContainers())
                .extracting(Container::getName)
                .containsExactly("topics", "schemas", "store");
    }

    private List<String> secrets(final String suffix) {
        return everything.pods().entrySet().stream()
                .filter(pod -> pod.getKey().endsWith(suffix))
                .flatMap(pod -> pod.getValue().getSpec().getVolumes().stream())
                .filter(volume -> volume.getSecret() != null)
                .map(volume -> volume.getSecret().getSecretName())
                .toList();
    }

    private Container container(final String suffix) {
        return everything.pods().entrySet().stream()
                .filter(pod -> pod.getKey().endsWith(suffix))
                .map(pod -> pod.getValue().getSpec().getContainers().get(0))
                .findFirst()
                .orElseThrow();
    }

    private static StatefulSet processor(final Release release) {
        return release.one(StatefulSet.class, "-processor");
    }

    private static Container container(final StatefulSet set) {
        return set.getSpec().getTemplate().getSpec().getContainers().get(0);
    }
}
