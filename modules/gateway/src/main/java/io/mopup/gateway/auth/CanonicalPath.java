/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import java.util.ArrayDeque;
import java.util.Deque;

/** The path of a service other than S3. */
final class CanonicalPath {
    private CanonicalPath() {}

    /**
     * Without segments that are empty or dots, those of two dots resolved. A slash at the end stays, and dots at the end
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
