/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

/** Something that goes wrong while the load runs. Whatever is gone afterwards comes back when the round is over. */
interface Fault {
    /** Before the load begins. */
    default void prepare(final Scene scene) {
        // Most faults need nothing.
    }

    /** In the middle of the load. */
    void strike(Scene scene);
}
