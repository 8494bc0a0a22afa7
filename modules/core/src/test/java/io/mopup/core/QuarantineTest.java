/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.contract.ReasonCode;
import io.mopup.contract.RejectedRecordException;
import io.mopup.events.CommandResult;
import io.mopup.events.LifecycleType;
import io.mopup.events.ParkReason;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class QuarantineTest {
    private final Fixture upload = Fixture.inProgress(S3, 1, 2);

    @Test
    void shouldStopEverythingAndSayWhyWhenTheFoldFailed() {
        upload.receive(Samples.abort(S3, "a"));
        final int before = Fixture.ids(upload.outputs).size();

        quarantine();
        upload.pass(Duration.ofHours(12));

        assertThat(upload.state.reclaim())
                .returns(ReclaimState.PARKED, Reclaim::state)
                .returns(ParkReason.QUARANTINED, Reclaim::parkReason);
        assertThat(upload.lifecycle(LifecycleType.QUARANTINED).getMessage()).isEqualTo("boom");
        assertThat(Fixture.ids(upload.outputs)).hasSize(before);
    }

    @Test
    void shouldRejectEveryRecordButTheRetryWhenInQuarantine() {
        quarantine();

        assertThatThrownBy(() -> upload.receive(Samples.abort(S3, "a")))
                .isInstanceOfSatisfying(RejectedRecordException.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(ReasonCode.QUARANTINED));
        assertThatThrownBy(() -> upload.receive(Samples.part(S3, 3, 1))).isInstanceOf(RejectedRecordException.class);
        final FoldInput input = new FoldInput(Samples.abort(S3, "a"), "a", upload.now, upload.now, null);
        assertThat(upload.fold().rejected(input, ReasonCode.QUARANTINED))
                .hasValueSatisfying(result -> assertThat(result)
                        .returns(500, CommandResult::getHttpStatus)
                        .returns("QUARANTINED", CommandResult::getRejection));
    }

    @Test
    void shouldGoOnWhereItWasWhenRetried() {
        upload.receive(Samples.abort(S3, "a"));
        quarantine();

        final List<SpecificRecord> out = upload.receive(Samples.retry(S3, "r"));

        assertThat(upload.result("r").getHttpStatus()).isEqualTo(200);
        assertThat(Fixture.ids(out)).containsExactly("u1/1/1", "u1/2/1");
        upload.reclaim();
        upload.pass(upload.settings.retention().plusHours(1));
        assertThat(upload.state).as("its clocks go again").isNull();
    }

    @Test
    void shouldStayInProgressWhenRetriedBeforeAnyDecision() {
        quarantine();

        assertThat(Fixture.ids(upload.receive(Samples.retry(S3, "r")))).isEmpty();

        assertThat(upload.state.status()).isEqualTo(UploadStatus.IN_PROGRESS);
        assertThat(upload.state.reclaim().settled()).isTrue();
    }

    @Test
    void shouldDecideWhoWaitsWhenRetried() {
        final Fixture unknown = new Fixture();
        unknown.receive(Samples.abort(S3, "a"));
        unknown.apply(unknown.fold().quarantined(unknown.state, S3, unknown.now, "boom"));
        unknown.receive(Samples.retry(S3, "r"));

        unknown.pass(unknown.settings.grace());

        assertThat(unknown.result("a").getHttpStatus()).isEqualTo(404);
    }

    @Test
    void shouldRememberAnUnknownUploadForTheWholeWindowWhenRetriedAfterItsGrace() {
        final Fixture unknown = new Fixture();
        unknown.receive(Samples.part(S3, 1, 1));
        unknown.pass(unknown.settings.grace());
        unknown.apply(unknown.fold().quarantined(unknown.state, S3, unknown.now, "boom"));
        unknown.receive(Samples.retry(S3, "r"));

        unknown.pass(unknown.settings.retention().minusSeconds(1));

        assertThat(unknown.state).isNotNull();
    }

    @Test
    void shouldBeKnownWhenTheFirstRecordAlreadyFailed() {
        final Fixture unknown = new Fixture();

        unknown.apply(unknown.fold().quarantined(null, S3, unknown.now, "boom"));

        assertThat(unknown.state.identity()).isEqualTo(S3);
        assertThat(unknown.lifecycle()).containsExactly(LifecycleType.QUARANTINED);
        unknown.pass(unknown.settings.parkedReminder());
        assertThat(unknown.lifecycle()).containsExactly(LifecycleType.QUARANTINED, LifecycleType.PARKED);
    }

    private void quarantine() {
        upload.apply(upload.fold().quarantined(upload.state, S3, upload.now, "boom"));
    }
}
