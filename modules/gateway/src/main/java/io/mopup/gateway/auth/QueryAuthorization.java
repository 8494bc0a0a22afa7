/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.gateway.auth.AuthenticationException.Reason;
import io.mopup.gateway.http.HttpRequest;
import io.mopup.gateway.http.Query.Parameter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The signature of a presigned request, in its query. */
final class QueryAuthorization {
    static final String SIGNATURE = "X-Amz-Signature";
    private static final Set<String> OWN = Set.of("X-Amz-Algorithm", "X-Amz-Credential", SIGNATURE);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");
    private static final Duration LONGEST = Duration.ofDays(7);

    private QueryAuthorization() {}

    static boolean present(final HttpRequest request) {
        return request.query().parameters().stream().map(Parameter::name).anyMatch(OWN::contains);
    }

    static Authorization parse(final HttpRequest request) throws AuthenticationException {
        if (!Signing.ALGORITHM.equals(one(request, "X-Amz-Algorithm"))) {
            throw malformed("X-Amz-Algorithm only supports " + Signing.ALGORITHM);
        }
        final Credential credential = Credential.parse(one(request, "X-Amz-Credential"))
                .orElseThrow(
                        () -> malformed(
                                "X-Amz-Credential is not of the form key/yyyymmdd/region/service/aws4_request, or the service is unknown"));
        final String time = one(request, "X-Amz-Date");
        return new Authorization(
                credential,
                time,
                SigningTime.parse(time).orElseThrow(() -> malformed("X-Amz-Date is not a time of ISO 8601")),
                SignedHeaders.parse(one(request, "X-Amz-SignedHeaders"))
                        .orElseThrow(
                                () -> malformed("X-Amz-SignedHeaders must be sorted, in lower case, and include host")),
                one(request, SIGNATURE),
                Optional.of(lifetime(one(request, "X-Amz-Expires"))));
    }

    private static Duration lifetime(final String seconds) throws AuthenticationException {
        if (SECONDS.matcher(seconds).matches()) {
            final Duration lifetime = Duration.ofSeconds(Integer.parseInt(seconds));
            if (!lifetime.isZero() && lifetime.compareTo(LONGEST) <= 0) {
                return lifetime;
            }
        }
        throw malformed("X-Amz-Expires must be a number of seconds from 1 to " + LONGEST.toSeconds());
    }

    /** A parameter that is there twice would be read in one way here and in another elsewhere. */
    private static String one(final HttpRequest request, final String name) throws AuthenticationException {
        final List<String> values = request.query().parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .toList();
        if (values.size() != 1) {
            throw malformed("A presigned request needs " + name + " once");
        }
        return values.get(0);
    }

    private static AuthenticationException malformed(final String message) {
        return new AuthenticationException(Reason.MALFORMED_QUERY, message);
    }
}
