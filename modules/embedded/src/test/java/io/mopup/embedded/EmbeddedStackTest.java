/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mopup.embedded.internal.HttpProbe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStackTest {

    @TempDir
    Path directory;

    private BrokerOptions broker;
    private RegistryOptions registry;

    @BeforeEach
    void chooseDirectories() {
        broker = BrokerOptions.in(directory.resolve("kafka"));
        registry = RegistryOptions.in(directory.resolve("registry"));
    }

    @Test
    void shouldAnswerOnBothAddressesWhenStarted() throws Exception {
        final Set<Long> before = childProcesses();

        try (EmbeddedStack stack = EmbeddedStack.start(broker, registry)) {
            assertThat(HttpProbe.succeeds(stack.registryUrl() + "/subjects")).isTrue();
            try (Admin admin = Clients.admin(stack.bootstrapServers())) {
                assertThat(admin.describeCluster().nodes().get()).hasSize(1);
            }
        }

        assertThat(childProcesses()).isEqualTo(before);
    }

    @Test
    void shouldStopTheRegistryWhenTheBrokerDoesNotStart() throws Exception {
        final Set<Long> before = childProcesses();

        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(EmbeddedStartException.class)
                    .isThrownBy(() -> EmbeddedStack.start(broker.withPort(other.getLocalPort()), registry))
                    .withMessageContaining("wanted for Kafka");
        }

        assertThat(childProcesses()).isEqualTo(before);
    }

    @Test
    void shouldStopTheBrokerWhenTheRegistryDoesNotBecomeReady() throws Exception {
        final RegistryOptions broken = new RegistryOptions(homeWithoutProgram(), registry.dataDirectory(), 0);

        assertThatExceptionOfType(EmbeddedStartException.class)
                .isThrownBy(() -> EmbeddedStack.start(broker, broken))
                .withMessageContaining("The schema registry ended with exit code 1");

        // Only one broker at a time can hold the directory.
        EmbeddedBroker.start(broker).close();
    }

    private Path homeWithoutProgram() throws IOException {
        final Path home = directory.resolve("broken");
        Files.createDirectories(home.resolve("lib"));
        return Files.copy(registry.home().resolve("launcher.jar"), home.resolve("launcher.jar"))
                .getParent();
    }

    private static Set<Long> childProcesses() {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }
}
