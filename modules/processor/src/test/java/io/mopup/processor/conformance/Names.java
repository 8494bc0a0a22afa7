/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.Dialect;
import io.mopup.events.Initiator;
import io.mopup.events.PolicyDecision;
import io.mopup.events.Requester;
import io.mopup.events.SessionMode;
import io.mopup.events.UploadIdentity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;

/** The accounts, people and containers of all cases. */
final class Names {
    /** Owns every container. */
    static final String OWNER = "111122223333";

    /** Owns none. */
    static final String STRANGER = "999988887777";

    /** Initiates uploads in the containers of the owner. */
    static final String PARTNER = "444455556666";

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Names() {}

    static UploadIdentity upload(final Dialect dialect, final String uploadId) {
        final String key = dialect == Dialect.GLACIER ? null : "2026/cat.jpg";
        return new UploadIdentity(dialect, OWNER, container(dialect), key, uploadId);
    }

    static String container(final Dialect dialect) {
        return switch (dialect) {
            case S3 -> "photos";
            case S3_DIRECTORY -> "photos--use1-az4--x-s3";
            case COS -> "cos-photos";
            case GLACIER -> "attic";
            case UNKNOWN -> throw new IllegalArgumentException("no such dialect");
        };
    }

    /** The user of the partner who initiates every upload. */
    static Initiator initiator() {
        return new Initiator(PARTNER, user(PARTNER, "uploader"));
    }

    static String user(final String account, final String name) {
        return "arn:aws:iam::" + account + ":user/" + name;
    }

    static String root(final String account) {
        return "arn:aws:iam::" + account + ":root";
    }

    /** A caller who may do everything, in a bucket that knows sessions with one that may write. */
    static Requester permitted() {
        return caller(OWNER, user(OWNER, "admin"), PolicyDecision.ALLOW, SessionMode.READ_WRITE);
    }

    /** A caller without a session. */
    static Requester caller(final String account, final String principal, final PolicyDecision policy) {
        return caller(account, principal, policy, SessionMode.NONE);
    }

    static Requester caller(
            final String account, final String principal, final PolicyDecision policy, final SessionMode session) {
        return new Requester(account, principal, policy, session);
    }

    /** An abort that this caller asks for. */
    static Consumer<AbortMultipartUpload> by(final Requester caller) {
        return abort -> abort.setRequester(caller);
    }

    /** As a date stands in a header. */
    static String httpDate(final Instant time) {
        return HTTP_DATE.format(time);
    }
}
