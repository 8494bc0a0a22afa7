/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The credential of a signature: whose it is and what it is good for.
 *
 * @param date of the scope, eight digits
 * @param region any: the key is derived from it, so another region than the client meant cannot match
 */
record Credential(String accessKeyId, String date, String region, SigningService service) {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9_.-]{1,128})/([0-9]{8})/([A-Za-z0-9-]{1,64})/([a-z0-9-]{1,32})/aws4_request");

    /** Empty if the text is none, or is scoped to a service that nobody knows. */
    static Optional<Credential> parse(final String text) {
        final Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return SigningService.of(parts.group(4))
                .map(service -> new Credential(parts.group(1), parts.group(2), parts.group(3), service));
    }

    /** The credential without the access key id, as it is signed. */
    String scope() {
        return date + "/" + region + "/" + service.scope() + "/aws4_request";
    }
}
