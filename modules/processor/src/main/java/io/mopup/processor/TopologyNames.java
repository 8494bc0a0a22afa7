/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor;

import io.mopup.contract.MopupTopic;
import java.util.List;

/**
 * The names inside the topology. They name changelog topics and metrics, so a changed name abandons state: that is an
 * upgrade with notes, never a patch.
 */
public final class TopologyNames {
    public static final String FOLD = "fold";
    public static final String CONTAINERS = "containers";

    public static final String UPLOADS_STORE = "uploads";
    public static final String PARTS_STORE = "parts";
    public static final String COMMANDS_STORE = "commands";
    public static final String TIMERS_STORE = "timers";
    public static final String CONTAINERS_STORE = "containers";

    /** Those with a changelog. */
    public static final List<String> STATE_STORES = List.of(UPLOADS_STORE, PARTS_STORE, COMMANDS_STORE, TIMERS_STORE);

    private TopologyNames() {}

    /** The source node of an input topic. */
    public static String source(final MopupTopic topic) {
        return topic.suffix() + "-source";
    }

    /** The sink node of an output topic. */
    public static String sink(final MopupTopic topic) {
        return topic.suffix() + "-sink";
    }
}
