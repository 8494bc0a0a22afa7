/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.glacier;

import io.mopup.core.dialect.GlacierError;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an upload was initiated with.
 *
 * @param partSize in bytes
 * @param description of the archive, or null
 */
record UploadNote(long partSize, String description) {
    static final String PART_SIZE = "x-amz-part-size";

    private static final String DESCRIPTION = "x-amz-archive-description";
    private static final int MAX_DESCRIPTION = 1024;

    /**
     * Reads the headers of a call.
     *
     * @throws GlacierFailure InvalidParameterValue, if the description is too long or not printable ASCII
     */
    static UploadNote of(final GlacierCall call, final long partSize) {
        final String sent = call.http().header(DESCRIPTION).orElse("").stripLeading();
        if (sent.getBytes(StandardCharsets.UTF_8).length > MAX_DESCRIPTION
                || sent.chars().anyMatch(character -> character < ' ' || character > '~')) {
            throw GlacierFailure.of(
                    GlacierError.INVALID_PARAMETER_VALUE,
                    "Invalid archive description: at most 1024 bytes of printable ASCII.");
        }
        return new UploadNote(partSize, sent.isEmpty() ? null : sent);
    }

    /** From what {@link #headers} gave. */
    static UploadNote of(final Map<String, String> headers) {
        return new UploadNote(Long.parseLong(headers.get(PART_SIZE)), headers.get(DESCRIPTION));
    }

    Map<String, String> headers() {
        final Map<String, String> headers = new HashMap<>();
        headers.put(PART_SIZE, Long.toString(partSize));
        Optional.ofNullable(description).ifPresent(text -> headers.put(DESCRIPTION, text));
        return headers;
    }
}
