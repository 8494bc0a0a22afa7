/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client.admin;

/**
 * What the registry has of one record of the contract.
 *
 * @param subject topic name and record name
 */
public record SubjectState(String subject, Kind kind) {
    /** How the registered schema and ours stand to each other. */
    public enum Kind {
        /** The registry has exactly this schema. */
        SAME,
        /** The subject is not there yet. */
        NEW,
        /** The schema is not there yet and readers of the earlier versions stay whole. */
        COMPATIBLE,
        /** The registry would refuse it. */
        INCOMPATIBLE
    }
}
