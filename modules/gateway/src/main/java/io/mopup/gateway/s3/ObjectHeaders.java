/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The headers of a request that become part of the object, by their names in lower case. */
final class ObjectHeaders {
    private static final List<String> SYSTEM = List.of(
            "cache-control",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-type",
            "expires",
            "x-amz-storage-class",
            "x-amz-website-redirect-location");
    private static final String USER = "x-amz-meta-";
    /** Says how the request was sent and nothing of the object. */
    private static final String CHUNKED = "aws-chunked";

    private ObjectHeaders() {}

    static Map<String, String> of(final S3Call call) {
        final Map<String, String> headers = new TreeMap<>();
        for (final String sent : call.http().headers().names()) {
            final String name = sent.toLowerCase(Locale.ROOT);
            if (SYSTEM.contains(name) || name.startsWith(USER)) {
                headers.put(name, String.join(",", call.http().headers().all(sent)));
            }
        }
        headers.computeIfPresent("content-encoding", (name, value) -> withoutChunked(value));
        return headers;
    }

    private static String withoutChunked(final String encodings) {
        final String rest = String.join(
                ",",
                List.of(encodings.split("\\s*,\\s*")).stream()
                        .filter(encoding -> !encoding.equals(CHUNKED))
                        .toList());
        return rest.isEmpty() ? null : rest;
    }
}
