/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import java.time.Duration;

/**
 * How the timers of one task are worked off.
 *
 * @param interval time between two punctuations
 * @param records output records that one punctuation may lead to; a timer that leads to none counts as one
 * @param time wall-clock time that one punctuation may take
 * @param cursorInterval time between two writes of the cursor
 * @param auditStates uploads whose timers are checked in one second, 0 for none
 */
public record TimerSettings(Duration interval, int records, Duration time, Duration cursorInterval, int auditStates) {}
