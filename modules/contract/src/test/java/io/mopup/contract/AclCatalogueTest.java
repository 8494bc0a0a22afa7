/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AclCatalogueTest {
    private static final AclNames OTHER = new AclNames(new TopicNames("eu."), "eu-processor", "eu-agent", "eu-gateway");

    @Test
    void shouldLetNobodyButTheProcessorWriteWhatItDecides() {
        for (final MopupTopic topic : MopupTopic.values()) {
            if (topic.role() == MopupTopic.Role.OUTPUT) {
                assertThat(writers(topic)).as(topic.name()).containsExactly(AclRole.PROCESSOR);
            }
        }
    }

    @Test
    void shouldLetOnlyThoseAskForAbortsWhoMay() {
        assertThat(writers(MopupTopic.COMMANDS))
                .isEqualTo(EnumSet.of(
                        AclRole.PROCESSOR, AclRole.GATEWAY, AclRole.FRONT_END, AclRole.CLIENT, AclRole.OPERATOR));
    }

    @Test
    void shouldLetOnlyAgentsReportAndOperatorsReplayReports() {
        assertThat(writers(MopupTopic.STORAGE_REPORTS)).isEqualTo(EnumSet.of(AclRole.AGENT, AclRole.OPERATOR));
    }

    @ParameterizedTest
    @EnumSource
    void shouldNameNothingOfAnotherInstallation(final AclRole role) {
        assertThat(AclCatalogue.of(role, OTHER))
                .filteredOn(rule -> rule.type() != ResourceType.CLUSTER)
                .allMatch(rule -> rule.name().startsWith("eu"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldGrantNothingTwiceAndNothingThatAnotherRuleContains(final AclRole role) {
        final List<AclRule> rules = AclCatalogue.of(role, AclNames.DEFAULT);

        assertThat(rules).isNotEmpty().doesNotHaveDuplicates();
        assertThat(rules).noneMatch(rule -> rules.stream().anyMatch(other -> contains(other, rule)));
    }

    @Test
    void shouldGiveTheClusterToNobodyButWhoeverMakesAcls() {
        assertThat(AclRole.values())
                .filteredOn(role -> AclCatalogue.of(role, AclNames.DEFAULT).stream()
                        .anyMatch(rule -> rule.type() == ResourceType.CLUSTER))
                .containsExactly(AclRole.ACL_ADMIN);
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeFoundByItsLabel(final AclRole role) {
        assertThat(role.label()).matches("[a-z-]+");
        assertThat(AclRole.ofLabel(role.label())).contains(role);
    }

    private static Set<AclRole> writers(final MopupTopic topic) {
        return Arrays.stream(AclRole.values())
                .filter(role -> AclCatalogue.of(role, AclNames.DEFAULT).stream()
                        .anyMatch(rule -> rule.type() == ResourceType.TOPIC
                                && rule.operation() == AclOperation.WRITE
                                && matches(rule, TopicNames.DEFAULT.of(topic))))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(AclRole.class)));
    }

    private static boolean matches(final AclRule rule, final String name) {
        return rule.pattern() == PatternType.PREFIXED ? name.startsWith(rule.name()) : name.equals(rule.name());
    }

    private static boolean contains(final AclRule other, final AclRule rule) {
        final boolean more = rule.operation() == AclOperation.DESCRIBE
                        && Set.of(AclOperation.READ, AclOperation.WRITE, AclOperation.DELETE, AclOperation.ALTER)
                                .contains(other.operation())
                || rule.operation() == AclOperation.DESCRIBE_CONFIGS && other.operation() == AclOperation.ALTER_CONFIGS;
        return more && other.type() == rule.type() && matches(other, rule.name());
    }
}
