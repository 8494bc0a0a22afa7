/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.processor.ProcessorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
    @TempDir
    Path directory;

    @Test
    void shouldNameTheOriginOfEveryValue() throws IOException {
        final Path file = file("mopup.topic.prefix=file.\nlinger.ms=7\nbootstrap.servers=kafka:1\n");
        final Run run = Run.mopup("config", "--command-config", file.toString(), "--bootstrap-server", "kafka:2");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines())
                .contains(
                        "bootstrap.servers = kafka:2  # option",
                        "mopup.topic.prefix = file.  # file " + file,
                        "linger.ms = 7  # file " + file,
                        ProcessorConfig.TIMER_INTERVAL_CONFIG + " = " + ProcessorConfig.TIMER_INTERVAL_DEFAULT
                                + "  # default",
                        "schema.registry.url = " + ConnectionOptions.REGISTRY_URL_DEFAULT + "  # default");
    }

    @Test
    void shouldPrintOnlyWhatIsNoDefaultWhenAskedForThat() throws IOException {
        final Path file = file("linger.ms=7\n");

        assertThat(Run.mopup("config", "--given", "--json", "--command-config", file.toString())
                        .lines())
                .containsExactly("{\"key\":\"linger.ms\",\"value\":\"7\",\"origin\":\"file " + file + "\"}");
    }

    @Test
    void shouldHideSecrets() throws IOException {
        final Path file = file("""
                ssl.keystore.password=hunter2
                ssl.key.password=hunter2
                sasl.jaas.config=user hunter2
                basic.auth.user.info=me:hunter2
                bearer.auth.token=hunter2
                producer.ssl.truststore.password=hunter2
                ssl.keystore.key=hunter2
                mopup.admin.token.file=/run/secrets/admin
                mopup.admin.ssl.keystore.location=/run/secrets/keys.p12
                mopup.admin.ssl.keystore.password=hunter2
                mopup.admin.ssl.key.password=hunter2
                mopup.admin.ssl.keystore.key=hunter2
                mopup.admin.ssl.keystore.certificate.chain=hunter2
                mopup.admin.ssl.truststore.password=hunter2
                mopup.client.query.ssl.truststore.password=hunter2
                mopup.client.query.ssl.truststore.certificates=hunter2
                """);
        final Run run = Run.mopup("config", "--command-config", file.toString());

        assertThat(run.out())
                .doesNotContain("hunter2")
                .contains("sasl.jaas.config = [hidden]", "/run/secrets/admin", "/run/secrets/keys.p12");
        assertThat(run.lines().stream().filter(line -> line.contains("[hidden]")))
                .hasSize(14);
    }

    @Test
    void shouldRefuseAKeyThatNobodyKnows() throws IOException {
        final Run run =
                Run.mopup("config", "--command-config", file("mopup.typo=1\n").toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("mopup.typo");
    }

    private Path file(final String text) throws IOException {
        return Files.writeString(directory.resolve("mopup.properties"), text);
    }
}
