/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.Dialect;
import java.time.Duration;

/**
 * The numbers that the fold goes by.
 *
 * @param retention how long a tombstone answers: {@code R} of the semantics, where a dialect has none of its own
 * @param grace how long an unknown upload waits for its MultipartUploadCreated
 * @param assemblyAlarm how long an assembly may stay silent before it is reported, again and again
 * @param reportTimeout how long a deletion or a round waits for its report the first time; doubles with each attempt
 * @param reportTimeoutMax the longest that it doubles to
 * @param attempts how often a deletion or a round is repeated before the reclaim is parked
 * @param quietPeriod time between the two looks of a receipt
 * @param rounds consecutive rounds with leftovers before the reclaim is parked
 * @param parkedReminder how often a parked upload is reported again
 * @param slice ledger entries that one firing looks at
 * @param inlineSlice ledger entries that a command looks at itself, before the timers take over
 * @param maxOutstanding unreported deletions of one upload at which emission stops
 * @param maxWaiting commands of one upload that may wait
 * @param deleteOrphans whether parts of uploads that nobody created are deleted; only with exactly-once
 * @param dialects where dialects leave something open
 * @param policies how policies go about their work
 */
public record FoldSettings(
        Duration retention,
        Duration grace,
        Duration assemblyAlarm,
        Duration reportTimeout,
        Duration reportTimeoutMax,
        int attempts,
        Duration quietPeriod,
        int rounds,
        Duration parkedReminder,
        int slice,
        int inlineSlice,
        int maxOutstanding,
        int maxWaiting,
        boolean deleteOrphans,
        DialectSettings dialects,
        PolicySettings policies) {

    /** What applies when nothing is configured. */
    public static final FoldSettings DEFAULT = new FoldSettings(
            Duration.ofHours(24),
            Duration.ofSeconds(10),
            Duration.ofMinutes(15),
            Duration.ofSeconds(60),
            Duration.ofHours(1),
            10,
            Duration.ofMinutes(1),
            20,
            Duration.ofHours(24),
            500,
            32,
            20_000,
            100,
            false,
            DialectSettings.DEFAULT,
            PolicySettings.DEFAULT);

    /** The same with other answers where dialects leave something open. */
    public FoldSettings with(final DialectSettings other) {
        return copy(deleteOrphans, other, policies);
    }

    /** The same with policies that work in another way. */
    public FoldSettings with(final PolicySettings other) {
        return copy(deleteOrphans, dialects, other);
    }

    /**
     * The same for a shell in which a crash can take back a decision after its outputs were seen: there no orphan is
     * deleted. That nobody created an upload is a matter of time and not of a record. After a crash the upload can become
     * known first, with a part in it whose deletion is on its way.
     */
    public FoldSettings forAtLeastOnce() {
        return copy(false, dialects, policies);
    }

    private FoldSettings copy(
            final boolean withOrphans, final DialectSettings forDialects, final PolicySettings forPolicies) {
        return new FoldSettings(
                retention,
                grace,
                assemblyAlarm,
                reportTimeout,
                reportTimeoutMax,
                attempts,
                quietPeriod,
                rounds,
                parkedReminder,
                slice,
                inlineSlice,
                maxOutstanding,
                maxWaiting,
                withOrphans,
                forDialects,
                forPolicies);
    }

    /** The retention window of a dialect. */
    public Duration retention(final Dialect dialect) {
        return dialects.retention().getOrDefault(dialect, retention);
    }
}
