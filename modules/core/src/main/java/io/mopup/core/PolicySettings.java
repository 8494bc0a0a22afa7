/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import java.time.Duration;

/**
 * How policies go about their work.
 *
 * @param undoWindow how long an abort of a policy or an operator can be taken back, zero for not at all
 * @param spread over which time uploads that are due in the same moment are spread
 * @param retry when a policy asks again for an upload that is still there
 * @param pinMax the longest lease of a pin
 * @param cancelPin how long policies keep away from an upload whose abort was cancelled
 * @param glacierInactivity after which time without a part a Glacier upload expires, zero for never
 */
public record PolicySettings(
        Duration undoWindow,
        Duration spread,
        Duration retry,
        Duration pinMax,
        Duration cancelPin,
        Duration glacierInactivity) {

    /** What applies when nothing is configured. */
    public static final PolicySettings DEFAULT = new PolicySettings(
            Duration.ZERO,
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            Duration.ofDays(30),
            Duration.ofHours(24),
            Duration.ZERO);
}
