/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.ReasonCode;
import io.mopup.events.AbortPolicy;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.LifecycleRule;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReferenceRulesTest {
    @Test
    void shouldTakeWhatIsLegal() {
        assertContainer(null, container -> {});
        assertContainer(null, container -> container.setAliases(List.of("photos-ab12-s3alias")));
        assertContainer(null, container -> {
            container.setDialect(Dialect.GLACIER);
            container.setContainer("attic");
        });
        assertPolicy(null, policy -> policy.setAgeSeconds(1L));
        assertPolicy(null, policy -> policy.setIdleSeconds(1L));
    }

    @Test
    void shouldRefuseTheContainerWhenItsNameIsIllegalOrAnAlias() {
        assertContainer(ReasonCode.CONTAINER_NAME_ILLEGAL, container -> container.setContainer("x"));
        assertContainer(ReasonCode.CONTAINER_NAME_ILLEGAL, container -> container.setContainer("photos-ab12-s3alias"));
        assertContainer(ReasonCode.CONTAINER_NAME_ILLEGAL, container -> container.setDialect(Dialect.UNKNOWN));
    }

    @Test
    void shouldRefuseTheContainerWhenItsOwnerAliasesOrRulesAreIllegal() {
        assertContainer(ReasonCode.ACCOUNT_ILLEGAL, container -> container.setAccount("me"));
        assertContainer(ReasonCode.ALIAS_ILLEGAL, container -> container.setAliases(List.of("films")));
        assertContainer(
                ReasonCode.RULE_ILLEGAL,
                container -> container.setLifecycleRules(List.of(new LifecycleRule("r", true, "", 0))));
        assertContainer(ReasonCode.TEXT_TOO_LONG, container -> container.setRegion("r".repeat(2_049)));
        assertContainer(ReasonCode.TIME_OUT_OF_RANGE, container -> container.setDeletedAt(Instant.ofEpochMilli(-1)));
    }

    @Test
    void shouldRefuseThePolicyWhenItWouldAbortAtOnceOrHasNoName() {
        assertPolicy(ReasonCode.RULE_ILLEGAL, policy -> {});
        assertPolicy(ReasonCode.RULE_ILLEGAL, policy -> policy.setAgeSeconds(0L));
        assertPolicy(ReasonCode.RULE_ILLEGAL, policy -> policy.setIdleSeconds(-5L));
        assertPolicy(ReasonCode.RULE_ILLEGAL, policy -> {
            policy.setAgeSeconds(1L);
            policy.setName("a/b");
        });
    }

    private static void assertContainer(final ReasonCode expected, final Consumer<Container> with) {
        final Container container = Samples.container();
        with.accept(container);
        assertThat(ReferenceRules.check(container).orElse(null)).isEqualTo(expected);
    }

    private static void assertPolicy(final ReasonCode expected, final Consumer<AbortPolicy> with) {
        final AbortPolicy policy = Samples.policy();
        with.accept(policy);
        assertThat(ReferenceRules.check(policy).orElse(null)).isEqualTo(expected);
    }
}
