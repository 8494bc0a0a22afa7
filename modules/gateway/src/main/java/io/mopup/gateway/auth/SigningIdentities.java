/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.events.Dialect;
import io.mopup.gateway.auth.AuthenticationException.Reason;
import io.mopup.http.HttpRequest;
import io.mopup.http.Query.Parameter;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds the secret for an access key id: of a user, or of a session that a user has opened. */
final class SigningIdentities {
    private static final String SESSION = "x-amz-s3session-token";
    private static final String SECURITY = "x-amz-security-token";

    private final Credentials credentials;
    private static final Set<SigningService> SESSION_SERVICES =
            EnumSet.of(SigningService.S3, SigningService.S3_EXPRESS);

    private final Sessions sessions;
    private final Function<HttpRequest, Optional<String>> bucket;

    SigningIdentities(
            final Credentials credentials,
            final Sessions sessions,
            final Function<HttpRequest, Optional<String>> bucket) {
        this.credentials = credentials;
        this.sessions = sessions;
        this.bucket = bucket;
    }

    SigningIdentity of(final HttpRequest request, final Credential credential) throws AuthenticationException {
        // There is no STS here. A token that is ignored would make its bearer look like the owner of the key.
        if (!tokens(request, SECURITY).isEmpty()) {
            throw new AuthenticationException(
                    Reason.BAD_TOKEN, "The provided token is malformed or otherwise invalid.");
        }
        final List<String> session = tokens(request, SESSION);
        if (!session.isEmpty()) {
            // The SDK for JavaScript signs as s3 once it has talked to another bucket. That says nothing of what is
            // meant: the token names its bucket.
            if (session.size() > 1 || !SESSION_SERVICES.contains(credential.service())) {
                throw new AuthenticationException(Reason.SESSION_INVALID, "A session signs for one directory bucket");
            }
            return sessions.identity(session.get(0), credential.accessKeyId(), bucket.apply(request));
        }
        return credentials
                .byAccessKey(credential.accessKeyId())
                .filter(user -> credential.service() != SigningService.GLACIER
                        || user.caller().family() != Dialect.COS)
                .map(user -> new SigningIdentity(user.caller(), user.secretAccessKey()))
                .orElseThrow(() -> new AuthenticationException(
                        Reason.UNKNOWN_KEY,
                        "The AWS Access Key Id you provided does not exist in our records.",
                        Map.of("AWSAccessKeyId", credential.accessKeyId())));
    }

    /** In the query clients write it in several cases. */
    private static List<String> tokens(final HttpRequest request, final String name) {
        return Stream.concat(
                        request.headers().all(name).stream(),
                        request.query().parameters().stream()
                                .filter(parameter -> parameter.name().equalsIgnoreCase(name))
                                .map(Parameter::value))
                .toList();
    }
}
