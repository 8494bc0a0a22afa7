/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.UploadStatus;
import org.junit.jupiter.api.Test;

/** The guard asks the Complete that was accepted, and not the ledger, which a crash under at-least-once can leave ahead. */
class GuardDuringAssemblyTest {

    @Test
    void shouldNotDeleteAListedPartWhenTheLedgerIsAheadOfTheState() {
        final Fixture upload = Fixture.inProgress(S3, 1);
        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1)));
        final UploadState completing = upload.state;
        upload.receive(Samples.assemblyFailed(S3, "c"));
        assertThat(Fixture.ids(upload.receive(Samples.part(S3, 1, 2)))).containsExactly("u1/1/1");
        upload.state = completing;

        final var again = upload.receive(Samples.part(S3, 1, 1));

        assertThat(upload.state.status()).isEqualTo(UploadStatus.COMPLETING);
        assertThat(Fixture.ids(again)).isEmpty();
    }
}
