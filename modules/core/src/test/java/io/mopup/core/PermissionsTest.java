/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.Dialect;
import io.mopup.events.Initiator;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.PolicyDecision;
import io.mopup.events.Requester;
import io.mopup.events.SessionMode;
import io.mopup.events.UploadIdentity;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PermissionsTest {
    private static final String OWNER = Samples.OWNER;
    private static final String OTHER = "222222222222";
    private static final String STRANGER = "333333333333";
    private static final String INITIATOR = user(OTHER, "ann");

    static Stream<Arguments> callers() {
        final PolicyDecision none = PolicyDecision.NONE;
        return Stream.of(
                // General purpose buckets: owner, initiator, the initiator's account; a deny wins over all.
                arguments(Dialect.S3, OWNER, null, none, 204),
                arguments(Dialect.S3, OWNER, "arn:aws:iam::" + OWNER + ":root", none, 204),
                arguments(Dialect.S3, OWNER, user(OWNER, "bob"), none, 403),
                arguments(Dialect.S3, OWNER, user(OWNER, "bob"), PolicyDecision.ALLOW, 204),
                arguments(Dialect.S3, OTHER, INITIATOR, none, 204),
                arguments(Dialect.S3, OTHER, null, none, 204),
                arguments(Dialect.S3, OTHER, user(OTHER, "bob"), none, 403),
                arguments(Dialect.S3, STRANGER, null, none, 403),
                arguments(Dialect.S3, STRANGER, user(STRANGER, "eve"), PolicyDecision.ALLOW, 204),
                arguments(Dialect.S3, OTHER, INITIATOR, PolicyDecision.DENY, 403),
                arguments(Dialect.S3, OWNER, null, PolicyDecision.DENY, 403),
                // COS and Glacier: the policy alone.
                arguments(Dialect.COS, OWNER, null, none, 403),
                arguments(Dialect.COS, OTHER, INITIATOR, none, 403),
                arguments(Dialect.COS, STRANGER, null, PolicyDecision.ALLOW, 204),
                arguments(Dialect.COS, OWNER, null, PolicyDecision.DENY, 403),
                arguments(Dialect.GLACIER, OWNER, null, none, 403),
                arguments(Dialect.GLACIER, OTHER, INITIATOR, none, 403),
                arguments(Dialect.GLACIER, STRANGER, null, PolicyDecision.ALLOW, 204),
                arguments(Dialect.GLACIER, OWNER, null, PolicyDecision.DENY, 403),
                // A producer that names no caller speaks for itself.
                arguments(Dialect.S3, null, null, none, 204),
                arguments(Dialect.GLACIER, null, null, none, 204),
                arguments(Dialect.COS, null, null, PolicyDecision.DENY, 403));
    }

    @ParameterizedTest
    @MethodSource("callers")
    void shouldDecideByWhoCalls(
            final Dialect dialect,
            final String account,
            final String principal,
            final PolicyDecision policy,
            final int status) {
        assertThat(abort(identity(dialect), new Requester(account, principal, policy, SessionMode.NONE)))
                .isEqualTo(status);
    }

    static Stream<Arguments> sessions() {
        return Stream.of(
                arguments(STRANGER, PolicyDecision.NONE, SessionMode.READ_WRITE, 204),
                arguments(STRANGER, PolicyDecision.DENY, SessionMode.READ_WRITE, 403),
                arguments(STRANGER, PolicyDecision.ALLOW, SessionMode.READ_ONLY, 403),
                arguments(OWNER, PolicyDecision.ALLOW, SessionMode.EXPIRED, 403),
                arguments(OWNER, PolicyDecision.ALLOW, SessionMode.NONE, 403),
                arguments(null, PolicyDecision.NONE, SessionMode.NONE, 204),
                arguments(null, PolicyDecision.NONE, SessionMode.READ_ONLY, 403));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void shouldDecideByTheSessionWhenTheBucketIsADirectoryBucket(
            final String account, final PolicyDecision policy, final SessionMode session, final int status) {
        assertThat(abort(identity(Dialect.S3_DIRECTORY), new Requester(account, null, policy, session)))
                .isEqualTo(status);
    }

    @Test
    void shouldGiveAStrangerTheSameAnswerWhetherTheUploadExistsOrNot() {
        final Fixture known = Fixture.inProgress(Samples.S3, 1);
        final Fixture unknown = new Fixture();
        final AbortMultipartUpload abort = Samples.abort(Samples.S3, "a");
        abort.setRequester(new Requester(STRANGER, null, PolicyDecision.NONE, SessionMode.NONE));

        known.receive(abort);
        unknown.receive(abort);
        unknown.pass(unknown.settings.grace());

        assertThat(unknown.result("a").getErrorCode()).isEqualTo("AccessDenied");
        assertThat(unknown.result("a").getMessage()).isEqualTo(known.result("a").getMessage());
        assertThat(unknown.result("a").getFields()).isEqualTo(known.result("a").getFields());
    }

    @Test
    void shouldNotLetTheInitiatorOfOneUploadAbortAnother() {
        final Fixture other = Fixture.inProgress(Samples.S3, 1);
        final AbortMultipartUpload abort = Samples.abort(Samples.S3, "a");
        abort.setRequester(new Requester(OTHER, INITIATOR, PolicyDecision.NONE, SessionMode.NONE));

        other.receive(abort);

        assertThat(other.result("a").getHttpStatus()).isEqualTo(403);
    }

    private static int abort(final UploadIdentity identity, final Requester requester) {
        final Fixture upload = new Fixture();
        final MultipartUploadCreated created = Samples.created(identity);
        created.setInitiator(new Initiator(OTHER, INITIATOR));
        final AbortMultipartUpload abort = Samples.abort(identity, "a");
        abort.setRequester(requester);
        upload.receive(created, abort);
        return upload.result("a").getHttpStatus();
    }

    private static UploadIdentity identity(final Dialect dialect) {
        return switch (dialect) {
            case GLACIER -> Samples.GLACIER;
            case S3_DIRECTORY -> new UploadIdentity(dialect, OWNER, "base--use1-az4--x-s3", "k", "u1");
            default -> new UploadIdentity(dialect, OWNER, "photos", "k", "u1");
        };
    }

    private static String user(final String account, final String name) {
        return "arn:aws:iam::" + account + ":user/" + name;
    }
}
