/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The list of the headers that a signature covers. */
final class SignedHeaders {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]+");

    private SignedHeaders() {}

    /** Empty unless the names are in lower case, sorted, each once, and the host is among them. */
    static Optional<List<String>> parse(final String text) {
        final List<String> names = List.of(text.split(";", -1));
        for (int i = 0; i < names.size(); i++) {
            final boolean ascending = i == 0 || names.get(i - 1).compareTo(names.get(i)) < 0;
            if (!ascending || !NAME.matcher(names.get(i)).matches()) {
                return Optional.empty();
            }
        }
        return names.contains("host") ? Optional.of(names) : Optional.empty();
    }
}
