/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import java.util.BitSet;
import java.util.Map;

/**
 * A Complete that was accepted.
 *
 * @param commandId the command that was accepted; null if the store reported an object that nobody asked for
 * @param listed bit n is set if part number n belongs into the object; the generation is the live one of the ledger
 * @param digest fingerprint of the part list, to recognise a repeat
 * @param unlisted live parts that do not belong into the object
 * @param held generations that arrived while the outcome was open
 * @param answer fields of the answer once the object is there, such as ETag; null before
 */
public record Completion(
        String commandId, byte[] listed, String digest, long unlisted, long held, Map<String, String> answer) {

    boolean lists(final StoredPart part) {
        return part.mark() == StoredPart.Mark.LIVE && BitSet.valueOf(listed).get(part.partNumber());
    }

    Completion heldOne() {
        return new Completion(commandId, listed, digest, unlisted, held + 1, answer);
    }

    Completion assembled(final Map<String, String> fields) {
        return new Completion(commandId, listed, digest, unlisted, held, fields);
    }

    /** Whether an outcome that names this command is the one that is waited for. */
    boolean isOutcome(final String ofCommand) {
        return ofCommand == null || ofCommand.equals(commandId);
    }

    /** Whether the store completed without a command: then nobody knows the list, and nothing may be deleted. */
    boolean byEvidence() {
        return commandId == null;
    }
}
