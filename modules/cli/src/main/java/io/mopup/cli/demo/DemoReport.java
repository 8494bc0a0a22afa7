/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.demo;

import io.mopup.events.Receipt;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param raced uploads of which Abort and Complete were sent at the same moment
 * @param partsStored part generations whose bytes landed in the store
 * @param generationsSuperseded those of them that were not the first one of their part
 * @param partsDeleted generations that agents reported deleted or swept
 * @param bytesStored bytes of all generations that landed
 * @param bytesReclaimed bytes that agents reported freed
 * @param bytesLive bytes of the completed objects
 * @param receipts by upload id, for each aborted upload
 * @param leaked files that nothing accounts for
 * @param lost completed uploads whose object is missing or damaged
 * @param problems whatever else is not as it has to be, a sentence each
 */
public record DemoReport(
        int uploads,
        int aborted,
        int completed,
        int raced,
        long partsStored,
        long generationsSuperseded,
        long partsDeleted,
        long bytesStored,
        long bytesReclaimed,
        long bytesLive,
        Map<String, Receipt> receipts,
        List<Path> leaked,
        List<String> lost,
        List<String> problems) {

    /** Parts that became known after their abort was accepted, by the receipts. */
    public long lateParts() {
        return receipts.values().stream().mapToLong(Receipt::getLateParts).sum();
    }

    /** Abort rounds, by the receipts. */
    public long abortRounds() {
        return receipts.values().stream().mapToLong(Receipt::getRounds).sum();
    }

    /** Whether nothing leaked, nothing live was lost, and all books agree. */
    public boolean isClean() {
        return leaked.isEmpty() && lost.isEmpty() && problems.isEmpty();
    }
}
