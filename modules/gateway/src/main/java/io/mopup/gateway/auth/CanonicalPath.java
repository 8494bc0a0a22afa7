/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.http.PercentCoding;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.Collectors;

/** Paths as they are signed. */
final class CanonicalPath {
    private CanonicalPath() {}

    /**
     * For S3: the names of objects are not paths, so dots stay and nothing is encoded twice. Each segment is decoded
     * first, because clients disagree on which characters need encoding and sign the text in which everything is
     * encoded. An encoded slash stays one, as whoever sends it signs it.
     */
    static String encodedOnce(final String raw) {
        return Arrays.stream(raw.split("/", -1))
                .map(segment -> PercentCoding.encode(PercentCoding.decode(segment)))
                .collect(Collectors.joining("/"));
    }

    /**
     * For Glacier: without segments that are empty or dots, those of two dots resolved. A slash at the end stays, and dots at the end
     * leave none: that is what SDKs sign, other than RFC 3986 has it.
     */
    static String normalised(final String raw) {
        final Deque<String> segments = new ArrayDeque<>();
        for (final String segment : raw.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        final String path = "/" + String.join("/", segments);
        return raw.endsWith("/") && !segments.isEmpty() ? path + "/" : path;
    }
}
