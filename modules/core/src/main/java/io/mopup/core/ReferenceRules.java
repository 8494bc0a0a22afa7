/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.ReasonCode;
import io.mopup.core.dialect.Accounts;
import io.mopup.core.dialect.ContainerNames;
import io.mopup.events.AbortPolicy;
import io.mopup.events.Container;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;

/** What a record of the containers topic must satisfy beyond its schema. */
public final class ReferenceRules {
    private static final Pattern POLICY_NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private ReferenceRules() {}

    /** The first rule that a record breaks. */
    public static Optional<ReasonCode> check(final SpecificRecord record) {
        return FieldBounds.check(record)
                .or(() -> record instanceof AbortPolicy policy ? policy(policy) : container((Container) record));
    }

    private static Optional<ReasonCode> container(final Container container) {
        if (!ContainerNames.isLegal(container.getDialect(), container.getContainer())
                || ContainerNames.isAlias(container.getDialect(), container.getContainer())) {
            return Optional.of(ReasonCode.CONTAINER_NAME_ILLEGAL);
        }
        if (!Accounts.isLegal(container.getAccount())) {
            return Optional.of(ReasonCode.ACCOUNT_ILLEGAL);
        }
        if (!container.getAliases().stream().allMatch(alias -> ContainerNames.isAlias(container.getDialect(), alias))) {
            return Optional.of(ReasonCode.ALIAS_ILLEGAL);
        }
        return container.getLifecycleRules().stream().allMatch(rule -> rule.getDaysAfterInitiation() > 0)
                ? Optional.empty()
                : Optional.of(ReasonCode.RULE_ILLEGAL);
    }

    /** A policy without any time would abort everything at once. */
    private static Optional<ReasonCode> policy(final AbortPolicy policy) {
        final boolean timed = policy.getAgeSeconds() != null || policy.getIdleSeconds() != null;
        return POLICY_NAME.matcher(policy.getName()).matches()
                        && timed
                        && isPositive(policy.getAgeSeconds())
                        && isPositive(policy.getIdleSeconds())
                ? Optional.empty()
                : Optional.of(ReasonCode.RULE_ILLEGAL);
    }

    private static boolean isPositive(final Long seconds) {
        return seconds == null || seconds > 0;
    }
}
