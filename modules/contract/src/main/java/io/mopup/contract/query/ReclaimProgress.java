/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.query;

import io.mopup.events.ParkReason;

/**
 * How far the storage of an upload is freed.
 *
 * @param parkReason why it is parked, or null
 * @param rounds abort rounds that were issued so far
 * @param outstanding part deletions that left and were not reported
 * @param partsDeleted part generations that agents reported deleted
 * @param bytesReclaimed bytes that agents saw freed
 * @param lateParts part generations that became known after the abort was accepted
 */
public record ReclaimProgress(
        ParkReason parkReason, int rounds, long outstanding, long partsDeleted, long bytesReclaimed, long lateParts) {}
