/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client.admin;

import io.mopup.contract.AclRule;
import java.util.List;
import org.apache.kafka.common.acl.AclBinding;

/**
 * Where the ACLs of one principal differ from the catalogue.
 *
 * @param missing what it needs and has not
 * @param superfluous what it has and does not need, and everything that is denied to it
 */
public record AclDifference(List<AclRule> missing, List<AclBinding> superfluous) {
    public AclDifference {
        missing = List.copyOf(missing);
        superfluous = List.copyOf(superfluous);
    }
}
