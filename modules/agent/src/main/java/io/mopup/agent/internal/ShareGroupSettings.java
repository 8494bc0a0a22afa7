/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent.internal;

import io.mopup.agent.AgentStartupException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings without which a share group must not delete anything. They belong to the group, on the brokers; a
 * consumer can neither bring nor see them (KIP-932).
 */
public final class ShareGroupSettings {
    private static final Logger LOG = LoggerFactory.getLogger(ShareGroupSettings.class);

    /**
     * Kafka's defaults are the opposite: read_uncommitted would delete parts for a transaction that was aborted, and
     * latest would leave out what was published before the group's first start.
     */
    private static final Map<String, String> REQUIRED =
            new TreeMap<>(Map.of("share.isolation.level", "read_committed", "share.auto.offset.reset", "earliest"));

    private final Admin admin;
    private final String group;
    private final ConfigResource resource;

    public ShareGroupSettings(final Admin admin, final String group) {
        this.admin = admin;
        this.group = group;
        this.resource = new ConfigResource(ConfigResource.Type.GROUP, group);
    }

    /**
     * Sets what nobody has set for the group yet.
     *
     * @throws AgentStartupException if somebody has set something else
     */
    public void apply() throws ExecutionException, InterruptedException {
        final Map<String, String> different = differences();
        if (different.isEmpty()) {
            return;
        }
        final Config config = describe();
        for (final String key : different.keySet()) {
            if (config.get(key) != null && config.get(key).source() == ConfigEntry.ConfigSource.DYNAMIC_GROUP_CONFIG) {
                throw refused(different);
            }
        }
        try {
            admin.incrementalAlterConfigs(Map.of(
                            resource,
                            REQUIRED.entrySet().stream()
                                    .filter(entry -> different.containsKey(entry.getKey()))
                                    .map(entry -> new AlterConfigOp(
                                            new ConfigEntry(entry.getKey(), entry.getValue()),
                                            AlterConfigOp.OpType.SET))
                                    .toList()))
                    .all()
                    .get();
            LOG.info("Share group {}: set {}.", group, different.keySet());
        } catch (final ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                throw refused(different);
            }
            throw e;
        }
    }

    /** Which settings are not as they must be, and what they are; empty if all is well. */
    public Map<String, String> differences() throws ExecutionException, InterruptedException {
        final Config config = describe();
        final Map<String, String> different = new TreeMap<>();
        REQUIRED.forEach((key, value) -> {
            final ConfigEntry entry = config.get(key);
            if (entry == null || !value.equals(entry.value())) {
                different.put(key, entry == null ? "unknown to the broker" : entry.value());
            }
        });
        return different;
    }

    private Config describe() throws ExecutionException, InterruptedException {
        return admin.describeConfigs(List.of(resource)).all().get().get(resource);
    }

    /** What to tell the person who started the agent. */
    public AgentStartupException refused(final Map<String, String> different) {
        return new AgentStartupException("The share group '" + group + "' has " + different + ", but needs " + REQUIRED
                + ": without them it would execute deletions of aborted transactions, or leave out earlier ones. Set them with"
                + " 'kafka-configs.sh --bootstrap-server ... --alter --entity-type groups --entity-name " + group
                + " --add-config " + text(REQUIRED) + "', or choose mopup.agent.group.protocol=classic.");
    }

    private static String text(final Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
