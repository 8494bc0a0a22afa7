/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.naive;

import io.mopup.events.Dialect;
import java.time.Duration;
import java.util.Map;

/**
 * What the semantics leave to the configuration.
 *
 * @param containersRequired whether a container has to be registered
 * @param minPartSize smallest part that is not the last one, in bytes
 * @param noContentAfterComplete the switch of U3
 * @param deleteOrphans whether parts of unknown uploads are deleted
 * @param retention R of section 0, for every dialect
 * @param undoWindow how long an abort of a rule or an operator is held, zero for not at all
 * @param cancelPin how long rules keep away from an upload whose abort was cancelled
 * @param pinMax the longest lease of a pin
 * @param glacierInactivity U18, zero for never
 */
public record NaiveSettings(
        boolean containersRequired,
        long minPartSize,
        boolean noContentAfterComplete,
        boolean deleteOrphans,
        Map<Dialect, Duration> retention,
        Duration undoWindow,
        Duration cancelPin,
        Duration pinMax,
        Duration glacierInactivity) {}
