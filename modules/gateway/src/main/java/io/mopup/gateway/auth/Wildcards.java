/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import java.util.Locale;

/** Patterns of policies. */
final class Wildcards {
    private Wildcards() {}

    static boolean matchIgnoringCase(final String pattern, final String text) {
        return match(pattern.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT));
    }

    /**
     * Only the last star is ever taken back, so the work is bounded by the product of both lengths, whatever a caller
     * names its objects.
     */
    static boolean match(final String pattern, final String text) {
        int at = 0;
        int read = 0;
        int star = -1;
        int taken = 0;
        while (read < text.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                taken = read;
            } else if (at < pattern.length()
                    && (pattern.charAt(at) == '?' || pattern.charAt(at) == text.charAt(read))) {
                at++;
                read++;
            } else if (star >= 0) {
                at = star + 1;
                read = ++taken;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }
}
