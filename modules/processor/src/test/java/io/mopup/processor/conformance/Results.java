/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All cases, and what has come of them so far. */
final class Results {
    private final List<Case> cases;
    private final Map<Integer, Map<Place, Outcome>> outcomes = new HashMap<>();

    Results(final List<Case> cases) {
        this.cases = List.copyOf(cases);
    }

    List<Case> cases() {
        return cases;
    }

    /** Empty if it was not tried there. */
    Optional<Outcome> of(final Case tried, final Place place) {
        return Optional.ofNullable(
                outcomes.getOrDefault(tried.number(), Map.of()).get(place));
    }

    /**
     * Tries one case at one place.
     *
     * @param directory for files of the backend
     */
    Outcome run(final Case tried, final Place place, final Path directory) {
        final Outcome outcome = attempt(tried, place, directory);
        outcomes.computeIfAbsent(tried.number(), number -> new HashMap<>()).put(place, outcome);
        return outcome;
    }

    private static Outcome attempt(final Case tried, final Place place, final Path directory) {
        try (Backend backend = place.open(directory, tried.settings())) {
            return attempt(tried, backend);
        } catch (final RuntimeException e) {
            return new Outcome("", e);
        }
    }

    private static Outcome attempt(final Case tried, final Backend backend) {
        final Trial trial = new Trial(backend);
        try {
            tried.body().check(trial);
            // A record that nobody could use means that the case asked for something else than it says.
            assertThat(backend.published().deadLetters()).as("dead letters").isEmpty();
            return new Outcome(trial.got(), null);
        } catch (final Exception | AssertionError e) {
            return new Outcome(trial.got(), e);
        }
    }
}
