/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.PinUpload;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A pin that meets an assembly waits for the outcome like any other command. */
class PinDuringAssemblyTest {
    private final Fixture upload = Fixture.inProgress(S3, 1);

    @Test
    void shouldPinWhenTheAssemblyThatThePinMetFails() {
        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1)), pin("p"));
        assertThat(upload.isAnswered("p")).isFalse();

        upload.receive(Samples.assemblyFailed(S3, "c"));

        assertThat(upload.result("p").getHttpStatus()).isEqualTo(200);
        assertThat(upload.state.watch().pinnedUntil()).isPositive();
    }

    @Test
    void shouldFindNoUploadToPinWhenTheAssemblyThatThePinMetSucceeds() {
        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1)), pin("p"), Samples.assembled(S3, "c"));

        assertThat(upload.result("p").getErrorCode()).isEqualTo("NoSuchUpload");
        assertThat(upload.state.status()).isEqualTo(UploadStatus.COMPLETED);
    }

    private PinUpload pin(final String commandId) {
        return new PinUpload(
                commandId, S3, Samples.requester(), Samples.T0.plus(Duration.ofHours(1)), null, Samples.T0);
    }
}
