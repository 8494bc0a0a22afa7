/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.contract.AclCatalogue;
import io.mopup.contract.AclNames;
import io.mopup.contract.AclRole;
import io.mopup.contract.AclRule;
import io.mopup.contract.MopupTopic;
import io.mopup.embedded.testing.SharedStack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each role on a real broker with exactly its ACLs: it can do its work, and nothing else. */
class RoleAclsTest {
    /** Written out here, not taken from the catalogue. */
    private static final Map<MopupTopic, Set<AclRole>> WRITERS = new EnumMap<>(Map.of(
            MopupTopic.COMMANDS,
            EnumSet.of(AclRole.PROCESSOR, AclRole.GATEWAY, AclRole.FRONT_END, AclRole.CLIENT, AclRole.OPERATOR),
            MopupTopic.UPLOAD_EVENTS,
            EnumSet.of(AclRole.GATEWAY, AclRole.FRONT_END, AclRole.OPERATOR),
            MopupTopic.STORAGE_REPORTS,
            EnumSet.of(AclRole.AGENT, AclRole.OPERATOR),
            MopupTopic.CONTAINERS,
            EnumSet.of(AclRole.GATEWAY, AclRole.OPERATOR),
            MopupTopic.DEAD_LETTERS,
            EnumSet.of(AclRole.PROCESSOR, AclRole.AGENT)));

    private static final Set<AclRole> ONLY_PROCESSOR = EnumSet.of(AclRole.PROCESSOR);
    private static final Map<MopupTopic, Set<AclRole>> READERS = new EnumMap<>(Map.of(
            MopupTopic.COMMANDS, EnumSet.of(AclRole.PROCESSOR),
            MopupTopic.UPLOAD_EVENTS, EnumSet.of(AclRole.PROCESSOR),
            MopupTopic.STORAGE_REPORTS, EnumSet.of(AclRole.PROCESSOR),
            MopupTopic.CONTAINERS, EnumSet.of(AclRole.PROCESSOR, AclRole.GATEWAY),
            MopupTopic.PART_DELETIONS, EnumSet.of(AclRole.AGENT),
            MopupTopic.ABORT_ROUNDS, EnumSet.of(AclRole.AGENT),
            MopupTopic.RESULTS, EnumSet.of(AclRole.GATEWAY, AclRole.FRONT_END, AclRole.CLIENT),
            MopupTopic.LIFECYCLE, EnumSet.of(AclRole.PROCESSOR, AclRole.GATEWAY),
            MopupTopic.UPLOADS, EnumSet.of(AclRole.GATEWAY),
            MopupTopic.DEAD_LETTERS, EnumSet.noneOf(AclRole.class)));

    private static final Logger LOG = LoggerFactory.getLogger(RoleAclsTest.class);

    @TempDir
    static Path directory;

    private static SecuredBroker broker;
    private static RoleWork work;

    @BeforeAll
    static void start() throws Exception {
        broker = SecuredBroker.start(directory.resolve("kafka"));
        work = new RoleWork(broker, SharedStack.registryUrl(), directory);
        work.prepare();
        for (final AclRole role : AclRole.values()) {
            broker.create(user(role));
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void shouldDoItsWorkWithExactlyItsAcls(final AclRole role) throws Exception {
        final AclNames names = work.names(role);
        broker.grantExactly(user(role), AclCatalogue.of(role, names));

        work.run(role, user(role), names);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void shouldWriteAndReadNoTopicThatIsNotItsOwn(final AclRole role) throws Exception {
        broker.grantExactly(
                user(role), AclCatalogue.of(role, new AclNames(RoleWork.TOPICS, "acl-x", "acl-y", "acl-z")));
        final Map<String, Object> client = work.with(broker.user(user(role)), RoleWork.TOPICS);
        final Set<AclRole> lookers = EnumSet.of(AclRole.READER, AclRole.OPERATOR);

        for (final MopupTopic topic : MopupTopic.values()) {
            final boolean writes = WRITERS.getOrDefault(topic, ONLY_PROCESSOR).contains(role);
            final boolean reads = READERS.get(topic).contains(role) || lookers.contains(role);
            expect(writes, role + " writes " + topic, () -> RoleWork.write(client, topic));
            expect(reads, role + " reads " + topic, () -> RoleWork.read(client, topic));
        }
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void shouldNotActAsTheProcessorNorRuleTheCluster(final AclRole role) throws Exception {
        final AclNames names = new AclNames(RoleWork.TOPICS, "acl-p", "acl-a", "acl-g");
        broker.grantExactly(user(role), AclCatalogue.of(role, names));
        final Map<String, Object> client = broker.user(user(role));

        // Whoever may begin a transaction under the id of a processor fences that processor.
        expect(role == AclRole.PROCESSOR, role + " uses a transactional id", () -> {
            final Map<String, Object> config = new HashMap<>(client);
            config.put("transactional.id", "acl-p-0");
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
                producer.initTransactions();
            }
        });
        try (Admin admin = Admin.create(client)) {
            final List<AclRule> acl = List.copyOf(AclCatalogue.of(AclRole.CLIENT, AclNames.DEFAULT));
            expect(role == AclRole.ACL_ADMIN, role + " makes ACLs", () -> admin.createAcls(
                            List.of(acl.get(0).binding("User:friend")))
                    .all()
                    .get());
            expect(false, role + " deletes a topic", () -> admin.deleteTopics(
                            List.of(RoleWork.TOPICS.of(MopupTopic.UPLOADS)))
                    .all()
                    .get());
            expect(false, role + " deletes a group", () -> admin.deleteConsumerGroups(List.of("acl-p"))
                    .all()
                    .get());
        }
    }

    @Tag("least")
    @ParameterizedTest
    @EnumSource
    void shouldNotDoItsWorkWhenAnyOfItsAclsIsMissing(final AclRole role) throws Exception {
        final List<AclRule> notNeeded = new ArrayList<>();
        final int rules = AclCatalogue.of(role, AclNames.DEFAULT).size();
        for (int left = 0; left < rules; left++) {
            final AclNames names = work.names(role);
            final List<AclRule> others = new ArrayList<>(AclCatalogue.of(role, names));
            final AclRule removed = others.remove(left);
            broker.grantExactly(user(role), others);
            try {
                work.run(role, user(role), names);
                notNeeded.add(removed);
            } catch (final Exception e) {
                // That is what has to happen. Of the processor and its threads the cause does not come to the surface.
                LOG.info("{} without {}: {}", role, removed, e.toString());
            }
        }
        assertThat(notNeeded).isEmpty();
        // And it was for want of the rules that it failed.
        shouldDoItsWorkWithExactlyItsAcls(role);
    }

    @Test
    void shouldLetNobodyInWithoutAPasswordOrWithAWrongOne() {
        try (Admin admin = Admin.create(broker.user(user(AclRole.CLIENT), "wrong"))) {
            assertThatThrownBy(() -> admin.describeCluster().clusterId().get())
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    private static String user(final AclRole role) {
        return "mopup-" + role.label();
    }

    @FunctionalInterface
    private interface Attempt {
        void make() throws Exception;
    }

    private static void expect(final boolean allowed, final String what, final Attempt attempt) throws Exception {
        boolean done = true;
        try {
            attempt.make();
        } catch (final ExecutionException | RuntimeException e) {
            if (!isDenied(e)) {
                throw e;
            }
            done = false;
        }
        assertThat(done).as(what).isEqualTo(allowed);
    }

    private static boolean isDenied(final Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof TopicAuthorizationException
                    || cause instanceof GroupAuthorizationException
                    || cause instanceof ClusterAuthorizationException
                    || cause instanceof TransactionalIdAuthorizationException) {
                return true;
            }
        }
        return false;
    }
}
