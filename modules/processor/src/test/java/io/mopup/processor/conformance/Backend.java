/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;

/** Something that decides: takes records, lets time pass, and shows what it published. */
interface Backend extends AutoCloseable {
    Duration STEP = Duration.ofMillis(10);
    int STEPS = 10_000;

    /**
     * Publishes one record on the topic where it belongs.
     *
     * @param commandId asks for an answer to an upload event; null for none, and for commands, which have an id of
     *     their own
     */
    void publish(SpecificRecord record, String commandId);

    /** Lets event time and wall clock pass; whatever becomes due meanwhile is done. */
    void pass(Duration time);

    /**
     * Lets it go on until this holds.
     *
     * @param what this, in words
     */
    default void await(final String what, final BooleanSupplier condition) {
        for (int step = 0; step < STEPS; step++) {
            if (condition.getAsBoolean()) {
                return;
            }
            pass(STEP);
        }
        throw new AssertionError("It never came to this: " + what);
    }

    /** Kills what decides and starts it again on what was stored. */
    void restart();

    Instant now();

    Published published();

    @Override
    void close();
}
