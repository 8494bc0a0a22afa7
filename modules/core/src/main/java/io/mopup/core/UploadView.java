/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import java.util.List;
import java.util.Optional;

/**
 * All that the fold may read besides the state of an upload: its part ledger, its commands, and the reference data. A
 * snapshot: changes of the decision in progress are not visible through it.
 */
public interface UploadView {
    /** The ledger entry under this key of {@link LedgerKeys}. */
    Optional<StoredPart> part(String ledgerKey);

    /** Up to {@code limit} entries behind this key, in order. */
    List<StoredPart> partsAfter(String ledgerKey, int limit);

    /** What is remembered of a command. */
    Optional<StoredCommand> command(String commandId);

    /** The waiting commands, in the order in which they arrived. */
    List<StoredCommand> waiting();

    /** Up to {@code limit} remembered commands, in any order. */
    List<StoredCommand> commands(int limit);

    /** The reference data as it is known at this moment. */
    Containers containers();
}
