/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.agent.AgentConfig.GroupProtocol;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class AgentConfigTest {
    private static final Map<String, String> MINIMUM =
            Map.of("bootstrap.servers", "127.0.0.1:1", "schema.registry.url", "mock://x");

    @Test
    void shouldBeAShareGroupWhenNothingElseIsSaid() {
        final AgentConfig config = new AgentConfig(MINIMUM);

        assertThat(config.groupProtocol()).isEqualTo(GroupProtocol.SHARE);
        assertThat(config.groupId()).isEqualTo("mopup-agent");
        assertThat(config.topics().prefix()).isEqualTo("mopup.");
    }

    @Test
    void shouldRefuseKeysOfTheAgentWhenItDoesNotKnowThem() {
        assertThatThrownBy(() -> with("mopup.agent.retrys", "3"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("mopup.agent.retrys");
    }

    @Test
    void shouldRefuseValuesWhenTheyAreOutOfRange() {
        assertThatThrownBy(() -> with("mopup.agent.parallelism", "0")).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> with("mopup.agent.retries", "-1")).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> with("mopup.agent.group.protocol", "queue")).isInstanceOf(ConfigException.class);
    }

    @Test
    void shouldPassEverythingElseThroughWhenItIsNotOurs() {
        final Map<String, Object> all = new HashMap<>(MINIMUM);
        all.put("security.protocol", "SSL");
        all.put("consumer.max.poll.records", "7");
        all.put("producer.security.protocol", "PLAINTEXT");
        all.put("mopup.processor.timer.interval.ms", "50");
        final AgentConfig config = new AgentConfig(all);

        assertThat(config.clientConfig())
                .containsOnlyKeys("bootstrap.servers", "schema.registry.url", "security.protocol");
        assertThat(config.consumerConfig())
                .containsEntry("max.poll.records", "7")
                .containsEntry("security.protocol", "SSL");
        assertThat(config.producerConfig()).containsEntry("security.protocol", "PLAINTEXT");
    }

    private static AgentConfig with(final String key, final String value) {
        final Map<String, Object> all = new HashMap<>(MINIMUM);
        all.put(key, value);
        return new AgentConfig(all);
    }
}
