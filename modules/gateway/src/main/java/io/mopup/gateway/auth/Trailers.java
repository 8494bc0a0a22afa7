/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.gateway.auth.BodyException.Reason;
import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The headers behind a body: exactly those that the header {@code x-amz-trailer} announced, and their signature. */
final class Trailers {
    static final String HEADER = "x-amz-trailer";
    private static final String SIGNATURE = "x-amz-trailer-signature";

    private final Set<String> announced = new TreeSet<>();

    /** @param announced values of the header, each with one or more names; they bound what is read */
    Trailers(final Collection<String> announced) {
        for (final String value : announced) {
            for (final String name : value.split(",")) {
                if (!name.isBlank()) {
                    this.announced.add(name.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
    }

    /** Reads up to and with the empty line. */
    Map<String, String> read(final FramedInput in, final ChunkSignatures signatures) throws IOException {
        final Map<String, String> found = new TreeMap<>();
        final StringBuilder canonical = new StringBuilder();
        String signature = "";
        for (String line = in.line(); !line.isEmpty(); line = in.line()) {
            final int colon = line.indexOf(':');
            final String name =
                    colon < 1 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            final String value = line.substring(colon + 1).strip();
            if (!signature.isEmpty()) {
                throw malformed("Nothing may follow the signature of the trailers");
            } else if (name.equals(SIGNATURE) && signatures.signed()) {
                signature = value;
            } else if (!announced.contains(name) || found.put(name, value) != null) {
                throw malformed("A trailer came that was not announced, or came twice");
            } else {
                canonical.append(name).append(':').append(value).append('\n');
            }
        }
        if (!found.keySet().equals(announced)) {
            throw malformed("A trailer that was announced did not come");
        }
        if (!announced.isEmpty() || !signature.isEmpty()) {
            signatures.endTrailers(canonical.toString(), signature);
        }
        return Map.copyOf(found);
    }

    private static BodyException malformed(final String message) {
        return new BodyException(Reason.MALFORMED_TRAILER, message);
    }
}
