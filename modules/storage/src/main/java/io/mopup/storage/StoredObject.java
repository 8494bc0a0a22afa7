/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage;

import java.util.Optional;

/**
 * The object or archive that an upload became.
 *
 * @param location where its bytes lie, relative to the root of the store
 * @param size bytes
 * @param etag without quotes: hex MD5 of the binary MD5s of the parts, then {@code -} and their number; empty for
 *     Glacier
 * @param treeHash SHA-256 tree hash in lower-case hex; Glacier only
 * @param archiveId Glacier only
 */
public record StoredObject(
        String location, long size, Optional<String> etag, Optional<String> treeHash, Optional<String> archiveId) {}
