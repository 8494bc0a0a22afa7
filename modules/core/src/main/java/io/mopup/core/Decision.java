/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the fold decided: a value, which the shell carries out as a whole or not at all.
 *
 * @param state the new state; the same instance as before if nothing changed; null if the upload is forgotten
 * @param outputs records to publish, in order; each class has its topic
 * @param parts changes of the ledger
 * @param commands changes of the remembered commands
 * @param timer epoch milliseconds at which to fire, 0 for no new timer
 */
public record Decision(
        UploadState state,
        List<SpecificRecord> outputs,
        List<PartChange> parts,
        List<CommandChange> commands,
        long timer) {

    /** A change of the part ledger. */
    public sealed interface PartChange {
        record Put(StoredPart part) implements PartChange {}

        record Remove(String ledgerKey) implements PartChange {}
    }

    /** A change of the remembered commands. */
    public sealed interface CommandChange {
        record Put(StoredCommand command) implements CommandChange {}

        record Remove(StoredCommand command) implements CommandChange {}
    }
}
