/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.mopup.contract.AclCatalogue;
import io.mopup.contract.AclNames;
import io.mopup.contract.AclRole;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.SourceTree;
import io.mopup.contract.TopicNames;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.KafkaUserScramSha512ClientAuthentication;
import io.strimzi.api.kafka.model.user.KafkaUserSpec;
import io.strimzi.api.kafka.model.user.acl.AclResourcePatternType;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTransactionalIdResource;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.junit.jupiter.api.Test;

/** The resources for Strimzi, read with its own models. That they are current is tested where they are generated. */
class StrimziTest {
    @Test
    void shouldHaveEveryTopicAsStrimziReadsIt() throws IOException {
        final Map<String, KafkaTopic> topics = topics().stream()
                .map(KafkaTopic.class::cast)
                .collect(Collectors.toMap(topic -> topic.getMetadata().getName(), topic -> topic));
        assertThat(topics.keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(MopupTopic.values())
                        .map(TopicNames.DEFAULT::of)
                        .toList());
        for (final MopupTopic topic : MopupTopic.values()) {
            final KafkaTopic resource = topics.get(TopicNames.DEFAULT.of(topic));
            assertThat(resource.getSpec().getConfig()).isEqualTo(topic.kept().topicConfig());
            assertThat(resource.getSpec().getPartitions())
                    .isEqualTo(topic.role() == MopupTopic.Role.REFERENCE ? 1 : 24);
            assertThat(resource.getSpec().getReplicas()).isEqualTo(3);
            assertThat(resource.getMetadata().getLabels()).containsEntry("strimzi.io/cluster", "my-cluster");
        }
    }

    @Test
    void shouldBeOfAVersionThatStrimziHas() {
        assertThat(KafkaTopic.VERSIONS).contains("v1");
    }

    @Test
    void shouldConfigureOnlyWhatATopicHas() throws IOException {
        assertThat(topics())
                .isNotEmpty()
                .flatMap(topic -> ((KafkaTopic) topic).getSpec().getConfig().keySet())
                .allMatch(LogConfig.configNames()::contains);
    }

    @Test
    void shouldGiveEveryRoleWhatTheCatalogueSays() throws IOException {
        final Map<String, KafkaUser> users = Manifests.parse(text("users.yaml")).stream()
                .map(KafkaUser.class::cast)
                .collect(Collectors.toMap(user -> user.getMetadata().getName(), user -> user));
        assertThat(users).hasSize(AclRole.values().length);
        for (final AclRole role : AclRole.values()) {
            final KafkaUserSpec spec = users.get("mopup-" + role.label()).getSpec();
            assertThat(spec.getAuthentication()).isInstanceOf(KafkaUserScramSha512ClientAuthentication.class);
            assertThat(((KafkaUserAuthorizationSimple) spec.getAuthorization())
                            .getAcls().stream().flatMap(StrimziTest::allowed).toList())
                    .as(role.label())
                    .containsExactlyInAnyOrderElementsOf(AclCatalogue.of(role, AclNames.DEFAULT).stream()
                            .map(StrimziTest::wanted)
                            .toList());
        }
    }

    @Test
    void shouldNotBeReadWhenAFieldIsUnknown() throws IOException {
        final String broken = text("topics.yaml").replaceFirst("replicas:", "replica:");
        assertThatThrownBy(() -> Manifests.parse(broken))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("replica");
    }

    private static List<HasMetadata> topics() throws IOException {
        return Manifests.parse(text("topics.yaml"));
    }

    private static String text(final String file) throws IOException {
        return Files.readString(SourceTree.ROOT.resolve("deploy/strimzi/" + file));
    }

    /** One line for each operation, such as {@code TOPIC mopup.commands LITERAL WRITE}. */
    private static Stream<String> allowed(final AclRule rule) {
        return rule.getOperations().stream().map(operation -> resource(rule.getResource()) + ' ' + operation.name());
    }

    private static String resource(final AclRuleResource resource) {
        if (resource instanceof AclRuleTopicResource topic) {
            return line("TOPIC", topic.getName(), topic.getPatternType());
        }
        if (resource instanceof AclRuleGroupResource group) {
            return line("GROUP", group.getName(), group.getPatternType());
        }
        if (resource instanceof AclRuleTransactionalIdResource id) {
            return line("TRANSACTIONAL_ID", id.getName(), id.getPatternType());
        }
        return line("CLUSTER", "kafka-cluster", AclResourcePatternType.LITERAL);
    }

    private static String line(final String type, final String name, final AclResourcePatternType pattern) {
        return type + ' ' + name + ' ' + (pattern == AclResourcePatternType.PREFIX ? "PREFIXED" : "LITERAL");
    }

    private static String wanted(final io.mopup.contract.AclRule rule) {
        return rule.type() + " " + rule.name() + ' ' + rule.pattern() + ' '
                + rule.operation().name().replace("_", "");
    }
}
