/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who talks to the brokers, each with a Kafka principal of its own. What each may do is in {@link AclCatalogue}. */
public enum AclRole {
    PROCESSOR("Decides. Alone in writing results, work for agents and the state of uploads."),
    AGENT("Carries out deletions and abort rounds at a store, and reports."),
    GATEWAY("Answers the S3 and Glacier APIs, and assembles what is completed."),
    FRONT_END("A front end of your own, or a scanner: publishes what happens to uploads, asks, and reads the answers."),
    CLIENT("Publishes commands and reads the answers."),
    READER("Reads every topic and looks at the groups; changes nothing."),
    OPERATOR("A reader who also publishes commands and reference data, and replays dead letters."),
    ADMIN("Creates and configures topics and groups. Reads and writes no records."),
    ACL_ADMIN("Creates the ACLs of the others, and so may give itself any.");

    private final String purpose;

    AclRole(final String purpose) {
        this.purpose = purpose;
    }

    /** The role with this {@link #label()}. */
    public static Optional<AclRole> ofLabel(final String label) {
        return Arrays.stream(values())
                .filter(role -> role.label().equals(label))
                .findFirst();
    }

    /** As in commands and file names: lower case, with hyphens. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it does, in a sentence or two. */
    public String purpose() {
        return purpose;
    }
}
