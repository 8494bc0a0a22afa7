/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.objects;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is known of an object beside its name and its bytes.
 *
 * @param headers those that are returned with it, by their names in lower case
 * @param checksums by the names of their headers; asked for when all bytes were read, because some come behind them
 * @param etag without quotes; empty for the MD5 of the bytes
 * @param partSizes bytes of each part in order; null if it is not put together from parts, or that is not known
 */
public record NewObject(
        Map<String, String> headers,
        Supplier<Map<String, String>> checksums,
        Optional<String> etag,
        List<Long> partSizes) {

    /** One that comes as a whole. */
    public NewObject(
            final Map<String, String> headers,
            final Supplier<Map<String, String>> checksums,
            final Optional<String> etag) {
        this(headers, checksums, etag, null);
    }
}
