/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.events.Dialect;
import io.mopup.events.SessionMode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who calls.
 *
 * @param account 12 digits
 * @param principal an ARN
 * @param family S3 or COS: whose API the keys of this account speak
 * @param session of a directory bucket that the request was signed with; NONE without one
 * @param policy statements of the principal
 */
public record Caller(String account, String principal, Dialect family, SessionMode session, List<Statement> policy) {
    static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    public Caller {
        policy = List.copyOf(policy);
        if (!ACCOUNT.matcher(account).matches()) {
            throw new IllegalArgumentException("An account has 12 digits: " + account);
        }
        if (family != Dialect.S3 && family != Dialect.COS) {
            throw new IllegalArgumentException("The family of an account is S3 or COS: " + family);
        }
    }

    /** The same principal with a session. */
    Caller in(final SessionMode mode) {
        return new Caller(account, principal, family, mode, policy);
    }
}
