/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where cases are run. */
enum Place {
    FOLD("fold", "on the fold"),
    TOPOLOGY("topology", "in the topology"),
    BROKER("broker", "on a broker");

    /** Where every case is run. */
    static final List<Place> EVERYWHERE = List.of(FOLD, TOPOLOGY);

    private final String title;
    private final String phrase;

    Place(final String title, final String phrase) {
        this.title = title;
        this.phrase = phrase;
    }

    /** The heading of its column. */
    String title() {
        return title;
    }

    /** As it stands in the name of a test. */
    String phrase() {
        return phrase;
    }

    /**
     * Starts one that nothing was published on yet.
     *
     * @param directory for files, empty
     * @param settings configuration of the processor that differs from the defaults
     */
    Backend open(final Path directory, final Map<String, String> settings) {
        return switch (this) {
            case FOLD -> new FoldBackend(directory, settings);
            case TOPOLOGY -> new TopologyBackend(directory, settings);
            case BROKER -> BrokerBackend.start(directory, settings);
        };
    }
}
