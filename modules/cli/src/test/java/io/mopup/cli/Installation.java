/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.ClientConfig;
import io.mopup.client.MopupClient;
import io.mopup.contract.TopicNames;
import io.mopup.embedded.testing.SharedStack;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A topic prefix of its own on the shared broker, with the real registry. */
final class Installation {
    static final int PARTITIONS = 3;

    private final TopicNames topics = new TopicNames("cli-" + UUID.randomUUID() + ".");

    TopicNames topics() {
        return topics;
    }

    /** Creates the topics and registers the schemas, by the commands for it. */
    Installation prepared() {
        require(run("topics", "apply", "--partitions", Integer.toString(PARTITIONS)));
        require(run("schemas", "register"));
        return this;
    }

    /** Runs a command against this installation. */
    Run run(final String... args) {
        final Stream<String> where = Stream.of(
                "--bootstrap-server", SharedStack.bootstrapServers(),
                "--registry-url", SharedStack.registryUrl(),
                "--topic-prefix", topics.prefix());
        return Run.mopup(Stream.concat(Stream.of(args), where).toArray(String[]::new));
    }

    ClientConfig config() {
        return new ClientConfig(Map.of(
                ClientConfig.BOOTSTRAP_SERVERS_CONFIG, SharedStack.bootstrapServers(),
                ClientConfig.REGISTRY_URL_CONFIG, SharedStack.registryUrl(),
                TopicNames.TOPIC_PREFIX_CONFIG, topics.prefix()));
    }

    MopupClient client() {
        return new MopupClient(config());
    }

    static Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, SharedStack.bootstrapServers()));
    }

    private static void require(final Run run) {
        if (run.exitCode() != 0) {
            throw new IllegalStateException(run.toString());
        }
    }
}
