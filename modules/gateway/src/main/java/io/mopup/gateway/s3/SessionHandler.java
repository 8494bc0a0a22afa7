/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.dialect.S3Error;
import io.mopup.events.Dialect;
import io.mopup.events.PolicyDecision;
import io.mopup.events.SessionMode;
import io.mopup.gateway.IsoDates;
import io.mopup.gateway.auth.AuthenticationException;
import io.mopup.gateway.auth.SessionCredentials;
import io.mopup.gateway.auth.Sessions;
import io.mopup.http.HttpResponse;

/** CreateSession, without which no SDK says anything to a directory bucket. */
final class SessionHandler {
    private static final String MODE = "x-amz-create-session-mode";

    private final Sessions sessions;

    SessionHandler(final Sessions sessions) {
        this.sessions = sessions;
    }

    HttpResponse create(final S3Call call) {
        call.known();
        if (call.dialect() != Dialect.S3_DIRECTORY) {
            throw S3Failure.of(S3Error.METHOD_NOT_ALLOWED, "Method", "GET", "ResourceType", "SESSION");
        }
        final boolean owner = call.container().getAccount().equals(call.caller().account());
        final PolicyDecision policy = call.requester().getPolicy();
        if (policy == PolicyDecision.DENY || (policy == PolicyDecision.NONE && !owner)) {
            throw new S3Failure(call.rules().accessDenied(call.identity("")));
        }
        try {
            final SessionCredentials session = sessions.open(call.caller(), call.bucket(), mode(call));
            return Responses.document(
                    "CreateSessionResult",
                    xml -> xml.nested("Credentials", inner -> inner.element("SessionToken", session.sessionToken())
                            .element("SecretAccessKey", session.secretAccessKey())
                            .element("AccessKeyId", session.accessKeyId())
                            .element(
                                    "Expiration",
                                    IsoDates.format(session.expiration().toEpochMilli()))));
        } catch (final AuthenticationException e) {
            throw new S3Failure(AuthenticationErrors.of(e));
        }
    }

    private static SessionMode mode(final S3Call call) {
        final String sent = call.header(MODE);
        if (sent == null || sent.equals("ReadWrite")) {
            return SessionMode.READ_WRITE;
        }
        if (sent.equals("ReadOnly")) {
            return SessionMode.READ_ONLY;
        }
        throw S3Failure.invalidArgument(MODE, sent, "The mode of a session is ReadWrite or ReadOnly");
    }
}
