/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.query;

import java.util.List;

/**
 * Parts of an upload, and the upload as it was at the same moment: what one ListParts needs. Two requests could show the
 * status of before an Abort with the parts of after it.
 *
 * @param parts ascending by number
 * @param truncated whether there are more behind the last one
 */
public record PartPage(UploadDetails upload, List<PartDetails> parts, boolean truncated) {
    public PartPage {
        parts = List.copyOf(parts);
    }
}
