/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.gateway.auth.AuthenticationException.Reason;
import io.mopup.gateway.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A signature in the header {@code Authorization}. */
final class HeaderAuthorization {
    private static final Pattern FORM = Pattern.compile(
            "AWS4-HMAC-SHA256 +Credential=([^,\\s]+)\\s*,\\s*SignedHeaders=([^,\\s]+)\\s*,\\s*Signature=([^,\\s]+)");

    private HeaderAuthorization() {}

    /** @param value of the header */
    static Authorization parse(final HttpRequest request, final String value) throws AuthenticationException {
        final Matcher parts = FORM.matcher(value.strip());
        if (!parts.matches()) {
            throw malformed("The authorization header is not that of a signature of version 4");
        }
        final Credential credential = Credential.parse(parts.group(1))
                .orElseThrow(
                        () -> malformed(
                                "The credential is not of the form key/yyyymmdd/region/service/aws4_request, or the service is unknown"));
        final List<String> signed = SignedHeaders.parse(parts.group(2))
                .orElseThrow(() -> malformed("The signed headers must be sorted, in lower case, and include host"));
        final String time = time(request)
                .orElseThrow(() -> new AuthenticationException(
                        Reason.BAD_HEADER, "A signed request needs one x-amz-date, or a Date"));
        return new Authorization(
                credential,
                time,
                SigningTime.parse(time)
                        .orElseThrow(() ->
                                new AuthenticationException(Reason.BAD_HEADER, "x-amz-date is not a time of ISO 8601")),
                signed,
                parts.group(3),
                Optional.empty());
    }

    /** {@code Date} counts only where the other one is missing. */
    private static Optional<String> time(final HttpRequest request) {
        final List<String> own = request.headers().all("x-amz-date");
        if (!own.isEmpty()) {
            return own.size() == 1 ? Optional.of(own.get(0)) : Optional.empty();
        }
        return request.header("Date").flatMap(SigningTime::ofHttpDate);
    }

    private static AuthenticationException malformed(final String message) {
        return new AuthenticationException(Reason.MALFORMED, message);
    }
}
