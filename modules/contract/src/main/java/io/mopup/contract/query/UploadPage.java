/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.query;

import java.util.List;

/**
 * Some of the uploads of an installation, in the order of partition and upload id. A look at one page ends after some
 * thousand uploads, whether they matched or not; so a page may be empty although there are more behind it.
 *
 * @param uploads at most as many as were asked for
 * @param scanned how many uploads were looked at
 * @param partitions those that were looked at, ascending
 * @param missing those that nobody could be asked about, ascending; empty unless the reader asked for a partial answer
 * @param next what {@link QueryPaths#AFTER} takes for the next page; null if this is the last one
 */
public record UploadPage(
        List<UploadDetails> uploads, int scanned, List<Integer> partitions, List<Integer> missing, String next) {
    public UploadPage {
        uploads = List.copyOf(uploads);
        partitions = List.copyOf(partitions);
        missing = List.copyOf(missing);
    }
}
