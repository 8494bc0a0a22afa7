/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.CommandResult;
import io.mopup.events.Dialect;
import io.mopup.events.PolicyDecision;
import io.mopup.events.Requester;
import io.mopup.events.SessionMode;
import io.mopup.events.UploadIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody without permission can tell from an answer whether an upload exists (semantics 2.3). */
class NoLeakOfExistenceTest {
    private static final UploadIdentity DIRECTORY =
            new UploadIdentity(Dialect.S3_DIRECTORY, Samples.OWNER, "photos--use1-az4--x-s3", "cat", "d1");

    @Test
    void shouldAnswerTheSameWhenTheHeaderIsNotImplemented() {
        assertThat(abort(Fixture.inProgress(S3), S3).getErrorCode()).isEqualTo("AccessDenied");
        assertThat(abort(new Fixture(), S3).getErrorCode()).isEqualTo("AccessDenied");
    }

    @Test
    void shouldAnswerTheSameWhenTheDateIsUnreadable() {
        assertThat(abort(Fixture.inProgress(DIRECTORY), DIRECTORY).getErrorCode())
                .isEqualTo("AccessDenied");
        assertThat(abort(new Fixture(), DIRECTORY).getErrorCode()).isEqualTo("AccessDenied");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldSayAtOnceWhatIsNotImplementedWhenTheCallerMay(final boolean known) {
        final Fixture upload = known ? Fixture.inProgress(S3) : new Fixture();
        final AbortMultipartUpload abort = Samples.abort(S3, "a");
        abort.setIfMatchInitiatedTime("yesterday");

        upload.receive(abort);

        assertThat(upload.result("a").getErrorCode()).isEqualTo("NotImplemented");
    }

    private static CommandResult abort(final Fixture upload, final UploadIdentity identity) {
        final AbortMultipartUpload abort = Samples.abort(identity, "a");
        abort.setRequester(new Requester(
                "999988887777", "arn:aws:iam::999988887777:user/eve", PolicyDecision.NONE, SessionMode.NONE));
        abort.setIfMatchInitiatedTime("yesterday");
        upload.receive(abort);
        upload.pass(upload.settings.grace());
        return upload.result("a");
    }
}
