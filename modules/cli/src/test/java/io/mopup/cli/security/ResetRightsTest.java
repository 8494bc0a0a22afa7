/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.client.ClientConfig;
import io.mopup.client.MopupClientException;
import io.mopup.client.admin.ProcessorReset;
import io.mopup.contract.AclRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever resets has to see that nobody works; where he may not look is not nobody. */
class ResetRightsTest {
    private static final String USER = "resetter";
    private static final List<String> GROUPS = List.of("processor", "agents");

    @TempDir
    private Path directory;

    @Test
    void shouldRefuseWhenAGroupMayNotBeLookedAt() throws Exception {
        try (SecuredBroker broker = SecuredBroker.start(directory)) {
            broker.create(USER);
            try (Admin admin = Admin.create(broker.user(USER))) {
                final Map<String, Object> config = broker.user(USER);
                config.put(ClientConfig.REGISTRY_URL_CONFIG, "http://nobody.asks");
                final ProcessorReset reset = new ProcessorReset(admin, new ClientConfig(config), "processor", Set.of());

                broker.grantExactly(USER, rules("processor"));
                assertThatThrownBy(() -> reset.alive(GROUPS))
                        .isInstanceOf(MopupClientException.class)
                        .hasMessageContaining("agents")
                        .hasCauseInstanceOf(GroupAuthorizationException.class);

                broker.grantExactly(USER, rules("processor", "agents"));
                assertThat(reset.alive(GROUPS)).isEmpty();
            }
        }
    }

    private static List<AclRule> rules(final String... groups) {
        return Stream.of(groups)
                .map(group -> new AclRule(ResourceType.GROUP, group, PatternType.LITERAL, AclOperation.DESCRIBE))
                .toList();
    }
}
