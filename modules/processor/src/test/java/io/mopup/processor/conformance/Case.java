/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One numbered case of the reference, and how it is tried.
 *
 * @param number 1 to 100
 * @param dialect GP, DIR, COS, GL or ALL
 * @param command what was before, and what is asked
 * @param expected what is to come of it
 * @param inferred what of this no source states, so that it was inferred; null if all of it is stated
 * @param elsewhere what is decided on the wire and cannot be seen here; null if nothing is
 * @param settings configuration that differs from the defaults
 * @param places where it is tried
 * @param body null if all of it is decided elsewhere
 */
record Case(
        int number,
        String dialect,
        String command,
        String expected,
        String inferred,
        String elsewhere,
        Map<String, String> settings,
        List<Place> places,
        Body body) {

    /** Asks and expects. */
    interface Body {
        void check(Trial trial) throws Exception;
    }

    static Row of(final int number, final String dialect) {
        return new Row(number, dialect);
    }

    /** Whether nothing of it can be seen here. */
    boolean isGateway() {
        return body == null;
    }

    /** Its name among the tests. */
    String title() {
        return "case " + number + " [" + dialect + "] " + command;
    }

    /** A case in the making; reads like the row of a table. */
    static final class Row {
        private final int number;
        private final String dialect;
        private final Map<String, String> settings = new HashMap<>();
        private final List<Place> places = new ArrayList<>(Place.EVERYWHERE);
        private String given = "";
        private String command;
        private String expected;
        private String inferred;
        private String elsewhere;

        private Row(final int number, final String dialect) {
            this.number = number;
            this.dialect = dialect;
        }

        Row given(final String what) {
            given = "Given " + what;
            return this;
        }

        Row when(final String what) {
            command = given.isEmpty() ? "When " + what : given + "; when " + what;
            return this;
        }

        Row then(final String what) {
            expected = what;
            return this;
        }

        Row inferred(final String what) {
            inferred = what;
            return this;
        }

        /** The half of it that the gateway decides. */
        Row rest(final String what) {
            elsewhere = what;
            return this;
        }

        Row with(final String key, final Object value) {
            settings.put(key, value.toString());
            return this;
        }

        Row alsoOn(final Place place) {
            places.add(place);
            return this;
        }

        Case check(final Body body) {
            return new Case(
                    number,
                    dialect,
                    command,
                    expected,
                    inferred,
                    elsewhere,
                    Map.copyOf(settings),
                    List.copyOf(places),
                    body);
        }

        /** All of it is decided by the gateway. */
        Case gateway() {
            return new Case(number, dialect, command, expected, inferred, "all of it", Map.of(), List.of(), null);
        }
    }
}
