/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import java.util.ArrayDeque;
import java.util.Deque;

/** The path of a service other than S3. */
final class CanonicalPath {
    private CanonicalPath() {}

    /** Without segments that are empty or dots, those of two dots resolved; a slash at the end stays. */
    static String normalised(final String raw) {
        final Deque<String> segments = new ArrayDeque<>();
        String last = "";
        for (final String segment : raw.split("/", -1)) {
            last = segment;
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        final boolean open = last.isEmpty() || last.equals(".") || last.equals("..");
        final String path = "/" + String.join("/", segments);
        return open && !segments.isEmpty() ? path + "/" : path;
    }
}
