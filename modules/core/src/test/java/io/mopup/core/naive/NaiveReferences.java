/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.naive;

import io.mopup.events.AbortPolicy;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.UploadIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/** The buckets, vaults and policies of the {@link NaiveModel}: two lists that are searched from the beginning. */
public final class NaiveReferences {
    final List<Container> containers = new ArrayList<>();
    final List<AbortPolicy> policies = new ArrayList<>();

    /** @param withdrawn whether the record is taken away */
    public void change(final SpecificRecord record, final boolean withdrawn) {
        if (record instanceof Container container) {
            withdraw(container);
            if (!withdrawn) {
                containers.add(container);
            }
        } else if (record instanceof AbortPolicy policy) {
            policies.removeIf(other -> other.getName().equals(policy.getName()));
            if (!withdrawn) {
                policies.add(policy);
            }
        }
    }

    private void withdraw(final Container container) {
        containers.removeIf(other -> other.getDialect() == container.getDialect()
                && other.getContainer().equals(container.getContainer())
                && (other.getDialect() != Dialect.GLACIER || other.getAccount().equals(container.getAccount())));
    }

    /** By name or alias (section 7); a vault is one of an account (section 0). Null if nobody registered it. */
    public Container find(final UploadIdentity named) {
        return containers.stream()
                .filter(container -> container.getDialect() == named.getDialect())
                .filter(container -> named.getDialect() != Dialect.GLACIER
                        || Objects.equals(container.getAccount(), named.getAccount()))
                .filter(container -> container.getContainer().equals(named.getContainer())
                        || container.getAliases().contains(named.getContainer()))
                .findFirst()
                .orElse(null);
    }
}
