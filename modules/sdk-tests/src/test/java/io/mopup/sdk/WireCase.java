/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

/**
 * One numbered case of the reference, or that half of it which is decided on the wire.
 *
 * @param number 1 to 100
 * @param dialect GP, DIR, COS or GL
 * @param command what was before, and what is asked
 * @param expected what is to come of it
 */
record WireCase(int number, String dialect, String command, String expected, Body body) {

    /** Asks and expects. */
    interface Body {
        void check(WireTrial trial) throws Exception;
    }

    /** Its name among the tests. */
    String title() {
        return number + " [" + dialect + "] " + command;
    }
}
