/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.objects;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is known of an object beside its name and its bytes.
 *
 * @param headers those that are returned with it, by their names in lower case
 * @param checksums by the names of their headers; asked for when all bytes were read, because some come behind them
 * @param etag without quotes; empty for the MD5 of the bytes
 */
public record NewObject(Map<String, String> headers, Supplier<Map<String, String>> checksums, Optional<String> etag) {}
