/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage;

import java.util.Optional;

/**
 * A part generation that the store holds.
 *
 * @param locator where the bytes lie, relative to the root of the store; fits {@code PartUploaded.locator}
 * @param size bytes
 * @param etag hex MD5 without quotes; empty for Glacier
 * @param treeHash SHA-256 tree hash in lower-case hex; Glacier only
 */
public record StoredPart(String locator, long size, Optional<String> etag, Optional<String> treeHash) {}
