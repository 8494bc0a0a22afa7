/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.Dialect;
import io.mopup.events.Initiator;
import io.mopup.events.PolicyDecision;
import io.mopup.events.Requester;
import io.mopup.events.SessionMode;
import java.util.List;
import java.util.SplittableRandom;

/** Everybody who could ask: owner, initiator, their users and roots, strangers, with any policy and any session. */
final class Callers {
    static final String INITIATOR = "444455556666";
    static final String INITIATOR_ARN = "arn:aws:iam::444455556666:user/ann";
    static final String STRANGER = "777788889999";

    private static final String OWNER_ARN = "arn:aws:iam::111122223333:user/bob";
    private static final List<Initiator> ACCOUNTS_AND_PRINCIPALS = List.of(
            new Initiator(Samples.OWNER, null),
            new Initiator(Samples.OWNER, "arn:aws:iam::111122223333:root"),
            new Initiator(Samples.OWNER, OWNER_ARN),
            new Initiator(INITIATOR, INITIATOR_ARN),
            new Initiator(INITIATOR, "arn:aws:iam::444455556666:root"),
            new Initiator(INITIATOR, "arn:aws:iam::444455556666:user/eve"),
            new Initiator(STRANGER, "arn:aws:iam::777788889999:user/eve"));

    private final SplittableRandom random;

    Callers(final SplittableRandom random) {
        this.random = random;
    }

    /** Who creates an upload; null where the store does not say. */
    Initiator initiator() {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> new Initiator(Samples.OWNER, OWNER_ARN);
            case 2 -> new Initiator(INITIATOR, null);
            default -> new Initiator(INITIATOR, INITIATOR_ARN);
        };
    }

    Requester any(final Dialect dialect) {
        final boolean sessions = dialect == Dialect.S3_DIRECTORY;
        if (random.nextInt(4) == 0) {
            return new Requester(
                    null, null, random.nextInt(8) == 0 ? PolicyDecision.DENY : PolicyDecision.NONE, session(sessions));
        }
        final Initiator caller = ACCOUNTS_AND_PRINCIPALS.get(random.nextInt(ACCOUNTS_AND_PRINCIPALS.size()));
        final PolicyDecision policy =
                switch (random.nextInt(6)) {
                    case 0 -> PolicyDecision.DENY;
                    case 1, 2 -> PolicyDecision.ALLOW;
                    default -> PolicyDecision.NONE;
                };
        return new Requester(caller.getAccount(), caller.getPrincipal(), policy, session(sessions));
    }

    private SessionMode session(final boolean sessions) {
        if (!sessions) {
            return SessionMode.NONE;
        }
        return switch (random.nextInt(8)) {
            case 0 -> SessionMode.NONE;
            case 1 -> SessionMode.READ_ONLY;
            case 2 -> SessionMode.EXPIRED;
            default -> SessionMode.READ_WRITE;
        };
    }
}
