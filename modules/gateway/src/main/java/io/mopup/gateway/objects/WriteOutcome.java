/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.objects;

/** What came of a write. */
public sealed interface WriteOutcome {
    /** It is the object of its key now. */
    record Written(ObjectEntry entry) implements WriteOutcome {}

    /**
     * It was the object of its key for no time: another write came after it, before this one could be noted. Only of
     * uploads that are adopted again after a crash. To the client it is a success.
     */
    record Overwritten() implements WriteOutcome {}

    /** Nothing was changed. */
    record Refused(Condition.Refusal why) implements WriteOutcome {}
}
