/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.gateway.auth.BodyException.Reason;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line before a chunk.
 *
 * @param size in bytes, not negative
 * @param signature hex; empty if the chunk has none
 */
record ChunkHeader(long size, Optional<String> signature) {
    // Fifteen digits are a petabyte of petabytes less than what overflows a long.
    private static final Pattern FORM = Pattern.compile("([0-9a-fA-F]{1,15})(?:;chunk-signature=([0-9a-f]{64}))?");
    private static final int RADIX = 16;

    static ChunkHeader parse(final String line) throws BodyException {
        final Matcher parts = FORM.matcher(line);
        if (!parts.matches()) {
            throw new BodyException(Reason.MALFORMED_CHUNK, "A chunk does not begin with its size in hex");
        }
        return new ChunkHeader(Long.parseLong(parts.group(1), RADIX), Optional.ofNullable(parts.group(2)));
    }
}
