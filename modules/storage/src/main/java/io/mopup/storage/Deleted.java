/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage;

/**
 * What a deletion did.
 *
 * @param found false if there was nothing left to delete
 * @param bytesFreed bytes that this call freed; 0 if nothing was found
 */
public record Deleted(boolean found, long bytesFreed) {
    /** There was nothing. */
    public static final Deleted NOTHING = new Deleted(false, 0);
}
