/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import java.util.HashMap;
import java.util.Map;

/**
 * A Complete that was accepted.
 *
 * @param commandId the command that was accepted; null if the store reported an object that nobody asked for
 * @param listed the generations that belong into the object, see {@link Generations}
 * @param digest fingerprint of the part list, to recognise a repeat
 * @param unlisted live parts that do not belong into the object
 * @param checksum of the object, by the names of the answer; null if it is not known
 * @param answer fields of the answer once the object is there, such as ETag; null before
 */
public record Completion(
        String commandId,
        byte[] listed,
        String digest,
        long unlisted,
        Map<String, String> checksum,
        Map<String, String> answer) {
    /** An object that nobody asked for, or not in this way: which parts are in it is not known. */
    static final Completion EVIDENCE = new Completion(null, Generations.NONE, "", 0, null, null);

    boolean lists(final StoredPart part) {
        return Generations.contain(listed, part.partNumber(), part.generation());
    }

    Completion assembled(final Map<String, String> fields) {
        final Map<String, String> all = new HashMap<>(fields);
        all.putAll(checksum == null ? Map.of() : checksum);
        return new Completion(commandId, listed, digest, unlisted, checksum, all);
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
