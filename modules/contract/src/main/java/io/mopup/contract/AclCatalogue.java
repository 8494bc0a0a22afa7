/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import static io.mopup.contract.MopupTopic.COMMANDS;
import static io.mopup.contract.MopupTopic.CONTAINERS;
import static io.mopup.contract.MopupTopic.LIFECYCLE;
import static io.mopup.contract.MopupTopic.RESULTS;
import static io.mopup.contract.MopupTopic.UPLOADS;
import static io.mopup.contract.MopupTopic.UPLOAD_EVENTS;
import static org.apache.kafka.common.acl.AclOperation.ALTER;
import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import io.mopup.contract.MopupTopic.Role;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;

/**
 * The least that each role needs of the brokers, from the topic catalogue.
 *
 * <p>What Kafka implies is not repeated: {@code READ}, {@code WRITE}, {@code DELETE} and {@code ALTER} contain {@code
 * DESCRIBE}, {@code ALTER_CONFIGS} contains {@code DESCRIBE_CONFIGS}. Idempotent producers need nothing of the cluster
 * since Kafka 2.8: to write some topic is enough (KIP-679).
 */
public final class AclCatalogue {
    private AclCatalogue() {}

    /** The rules of one role, in a stable order, without repetition. */
    public static List<AclRule> of(final AclRole role, final AclNames names) {
        return rules(role, names).distinct().toList();
    }

    private static Stream<AclRule> rules(final AclRole role, final AclNames names) {
        return switch (role) {
            case PROCESSOR -> processor(names);
            case AGENT -> agent(names);
            case GATEWAY -> gateway(names);
            case FRONT_END -> joined(topics(names, WRITE, UPLOAD_EVENTS, COMMANDS), topics(names, READ, RESULTS));
            case CLIENT -> joined(topics(names, WRITE, COMMANDS), topics(names, READ, RESULTS));
            case READER -> reader(names);
            case OPERATOR -> joined(reader(names), inputs(names, WRITE), topics(names, WRITE, CONTAINERS));
            case ADMIN -> admin(names);
            case ACL_ADMIN -> Stream.of(AclRule.cluster(ALTER));
        };
    }

    private static Stream<AclRule> processor(final AclNames names) {
        return joined(
                inputs(names, READ),
                topics(names, READ, CONTAINERS),
                // The console tells what happened to an upload, and the events as they come.
                topics(names, READ, LIFECYCLE),
                // A policy is a client like any other: its commands go where those of others go.
                topics(names, WRITE, COMMANDS),
                topics(names, WRITE, with(Role.OUTPUT, Role.DEAD_LETTER)),
                // How large a record may be, and whether the inputs fit together, is looked up before the start.
                topics(names, DESCRIBE_CONFIGS, MopupTopic.values()),
                Stream.of(READ, WRITE, CREATE)
                        .map(operation -> AclRule.prefixed(TOPIC, names.internalPrefix(), operation)),
                Stream.of(
                        AclRule.literal(GROUP, names.applicationId(), READ),
                        AclRule.prefixed(TRANSACTIONAL_ID, names.internalPrefix(), WRITE)));
    }

    private static Stream<AclRule> agent(final AclNames names) {
        return joined(
                topics(names, READ, MopupTopic.PART_DELETIONS, MopupTopic.ABORT_ROUNDS),
                topics(names, WRITE, MopupTopic.STORAGE_REPORTS, MopupTopic.DEAD_LETTERS),
                Stream.of(
                        AclRule.literal(GROUP, names.agentGroup(), READ),
                        // A share group without its settings would delete for aborted transactions; the agent checks
                        // and sets them.
                        AclRule.literal(GROUP, names.agentGroup(), ALTER_CONFIGS)));
    }

    private static Stream<AclRule> gateway(final AclNames names) {
        return joined(
                topics(names, WRITE, COMMANDS, UPLOAD_EVENTS, CONTAINERS),
                topics(names, READ, RESULTS, LIFECYCLE, UPLOADS, CONTAINERS),
                Stream.of(AclRule.literal(GROUP, names.gatewayGroup(), READ)));
    }

    private static Stream<AclRule> reader(final AclNames names) {
        return joined(
                topics(names, READ, MopupTopic.values()),
                Stream.of(AclRule.prefixed(GROUP, names.readerPrefix(), READ)),
                groups(names, DESCRIBE));
    }

    private static Stream<AclRule> admin(final AclNames names) {
        return joined(
                topics(names, CREATE, MopupTopic.values()),
                topics(names, ALTER_CONFIGS, MopupTopic.values()),
                topics(names, DESCRIBE, MopupTopic.values()),
                groups(names, ALTER_CONFIGS));
    }

    private static Stream<AclRule> groups(final AclNames names, final AclOperation operation) {
        return Stream.of(names.applicationId(), names.agentGroup(), names.gatewayGroup())
                .map(group -> AclRule.literal(GROUP, group, operation));
    }

    private static Stream<AclRule> inputs(final AclNames names, final AclOperation operation) {
        return topics(names, operation, with(Role.INPUT));
    }

    private static MopupTopic[] with(final Role... roles) {
        return Arrays.stream(MopupTopic.values())
                .filter(topic -> List.of(roles).contains(topic.role()))
                .toArray(MopupTopic[]::new);
    }

    private static Stream<AclRule> topics(
            final AclNames names, final AclOperation operation, final MopupTopic... topics) {
        return Arrays.stream(topics)
                .map(topic -> AclRule.literal(TOPIC, names.topics().of(topic), operation));
    }

    @SafeVarargs
    private static Stream<AclRule> joined(final Stream<AclRule>... parts) {
        return Arrays.stream(parts).flatMap(part -> part);
    }
}
