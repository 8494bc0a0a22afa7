/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.core.SimulatedShell.Delivery;
import io.mopup.events.CancelAbort;
import io.mopup.events.CommandResult;
import io.mopup.events.PolicyDecision;
import io.mopup.events.Requester;
import io.mopup.events.SessionMode;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/**
 * A record that is read late, or again, gets the answer that it would have got in time: behind the end of the retention
 * window a tombstone that is still there says no more than one that is gone.
 */
class LateReadingTest {
    private static final Requester OWNER = new Requester(Samples.OWNER, null, PolicyDecision.NONE, SessionMode.NONE);

    private final Fixture upload = Fixture.inProgress(S3, 1);
    private final long end = Samples.T0.plus(upload.settings.retention()).toEpochMilli();

    LateReadingTest() {
        upload.receive(Samples.abort(S3, "a"));
        upload.reclaim();
    }

    @Test
    void shouldEndTheWindowWithTheMillisecond() {
        assertThat(answerAt(end, Samples.abort(S3, "last")).getHttpStatus()).isEqualTo(204);
        assertThat(answerAt(end + 1, Samples.abort(S3, "late")).getErrorCode()).isEqualTo("NoSuchUpload");
    }

    @Test
    void shouldNotKnowTheOwnerWhenTheWindowIsOver() {
        final var other = Samples.abort(S3, "b");
        other.setExpectedBucketOwner("999988887777");
        final var owner = Samples.abort(S3, "c");
        owner.setRequester(OWNER);

        assertThat(answerAt(end + 1, other).getErrorCode()).isEqualTo("NoSuchUpload");
        assertThat(answerAt(end + 1, owner).getErrorCode()).isEqualTo("AccessDenied");
    }

    @Test
    void shouldKnowNothingToCancelOrToRetryWhenTheWindowIsOver() {
        final var cancel = new CancelAbort("b", S3, Samples.requester(), null, Samples.T0);

        assertThat(answerAt(end + 1, cancel).getErrorCode()).isEqualTo("NoSuchUpload");
        assertThat(answerAt(end + 1, Samples.retry(S3, "c")).getErrorCode()).isEqualTo("NoSuchUpload");
    }

    private CommandResult answerAt(final long eventTime, final SpecificRecord command) {
        final String id = Delivery.of(command).commandId();
        upload.apply(upload.fold()
                .received(upload.state, new FoldInput(command, id, eventTime, upload.now, null), upload.view));
        return upload.result(id);
    }
}
