/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.openshift.api.model.monitoring.v1.Endpoint;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The admin ports of all components, with a token and TLS and without. */
class AdminPortsTest {
    private static final String TOKEN = "/etc/mopup/admin-token/token";
    private static final String KEY = "/etc/mopup/admin-tls/tls.pem";
    private static final String AUTHORITY = "/etc/mopup/admin-tls/ca.crt";

    @TempDir
    private Path directory;

    private Chart chart;
    private Release secured;

    @BeforeEach
    void render() throws IOException {
        chart = Chart.copiedTo(directory);
        secured = new Release(chart.manifests("everything"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"processor", "agent", "gateway"})
    void shouldWantATokenAndSpeakTlsWhenBothAreGiven(final String component) {
        assertThat(environment(secured, component))
                .containsEntry("MOPUP_ADMIN_TOKEN_FILE", TOKEN)
                .containsEntry("MOPUP_ADMIN_SSL_KEYSTORE_TYPE", "PEM")
                .containsEntry("MOPUP_ADMIN_SSL_KEYSTORE_LOCATION", KEY)
                .doesNotContainKey("MOPUP_ADMIN_TOKEN_REQUIRED");
        assertThat(container(secured, component).getVolumeMounts())
                .filteredOn(mount -> mount.getName().startsWith("admin-"))
                .extracting(mount -> mount.getMountPath())
                .containsExactlyInAnyOrder("/etc/mopup/admin-token", "/etc/mopup/admin-tls");
        assertThat(probes(secured, component)).containsExactly("HTTPS", "HTTPS");
    }

    @Test
    void shouldTrustTheAuthorityWhenProcessorsAreAsked() {
        assertThat(environment(secured, "processor"))
                .containsEntry("MOPUP_ADMIN_SSL_TRUSTSTORE_TYPE", "PEM")
                .containsEntry("MOPUP_ADMIN_SSL_TRUSTSTORE_LOCATION", AUTHORITY);
        assertThat(environment(secured, "gateway"))
                .containsEntry("MOPUP_CLIENT_QUERY_SSL_TRUSTSTORE_TYPE", "PEM")
                .containsEntry("MOPUP_CLIENT_QUERY_SSL_TRUSTSTORE_LOCATION", AUTHORITY)
                .containsEntry("MOPUP_CLIENT_QUERY_TOKEN_FILE", TOKEN)
                .hasEntrySatisfying(
                        "MOPUP_CLIENT_QUERY_URL",
                        url -> assertThat(url).startsWith("https://").endsWith("-processor:8080"));
    }

    @Test
    void shouldTellPrometheusTheTokenAndWhomToBelieve() {
        final Endpoint endpoint = endpoint(secured);
        assertThat(endpoint.getAuthorization().getCredentials().getName()).isEqualTo("mopup-admin-token");
        assertThat(endpoint.getAuthorization().getCredentials().getKey()).isEqualTo("token");
        assertThat(endpoint.getScheme()).isEqualToIgnoringCase("https");
        assertThat(endpoint.getTlsConfig().getCa().getSecret().getName()).isEqualTo("mopup-admin-tls");
        assertThat(endpoint.getTlsConfig().getCa().getSecret().getKey()).isEqualTo("ca.crt");
        // A name that gateways ask for too, so that it is in the certificate.
        assertThat(environment(secured, "gateway").get("MOPUP_CLIENT_QUERY_URL"))
                .isEqualTo("https://" + endpoint.getTlsConfig().getServerName() + ":8080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"processor", "agent"})
    void shouldSpeakInTheClearWhenNothingIsGiven(final String component) throws IOException {
        final Release open = new Release(chart.manifests("minimal"));
        assertThat(environment(open, component))
                .containsEntry("MOPUP_ADMIN_TOKEN_REQUIRED", "false")
                .allSatisfy((name, value) -> assertThat(name).doesNotContain("SSL", "TOKEN_FILE"));
        assertThat(probes(open, component)).containsExactly("HTTP", "HTTP");
    }

    @Test
    void shouldTakeATokenWithoutTls() throws IOException {
        final Release token = new Release(chart.manifests("everything", "admin.tls.secret="));
        assertThat(environment(token, "gateway"))
                .containsEntry("MOPUP_ADMIN_TOKEN_FILE", TOKEN)
                .doesNotContainKey("MOPUP_CLIENT_QUERY_SSL_TRUSTSTORE_LOCATION")
                .hasEntrySatisfying(
                        "MOPUP_CLIENT_QUERY_URL", url -> assertThat(url).startsWith("http://"));
        assertThat(endpoint(token).getTlsConfig()).isNull();
        assertThat(endpoint(token).getAuthorization()).isNotNull();
    }

    @Test
    void shouldTellHowToAskWhenItIsInstalled() {
        assertThat(chart.notes("everything"))
                .contains("curl https://127.0.0.1:8080/status --insecure --header")
                .doesNotContain("The admin ports are not");
        assertThat(chart.notes("minimal"))
                .contains("curl http://127.0.0.1:8080/status\n", "The admin ports are not protected by a token");
    }

    private static Container container(final Release release, final String component) {
        return release.pods().entrySet().stream()
                .filter(pod -> pod.getKey().endsWith("-" + component))
                .findFirst()
                .orElseThrow()
                .getValue()
                .getSpec()
                .getContainers()
                .get(0);
    }

    private static Map<String, String> environment(final Release release, final String component) {
        return Release.environment(container(release, component));
    }

    private static Stream<String> probes(final Release release, final String component) {
        final Container container = container(release, component);
        return Stream.of(container.getLivenessProbe(), container.getReadinessProbe())
                .map(Probe::getHttpGet)
                .map(get -> get.getScheme());
    }

    private static Endpoint endpoint(final Release release) {
        return release.all(ServiceMonitor.class).get(0).getSpec().getEndpoints().get(0);
    }
}
