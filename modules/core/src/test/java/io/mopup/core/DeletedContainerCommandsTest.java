/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.CancelAbort;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.PinUpload;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Commands for an upload whose container is gone, and what is to be done about it. */
class DeletedContainerCommandsTest {
    private static final String CONTAINER_KEY = "s3/photos";

    private final Fixture upload = Fixture.inProgress(S3, 1);

    @Test
    void shouldKnowNoContainerToPinInWhenItWasDeleted() {
        upload.view.containers.put(
                CONTAINER_KEY,
                Container.newBuilder()
                        .setDialect(Dialect.S3)
                        .setContainer("photos")
                        .setAccount(Samples.OWNER)
                        .setDeletedAt(Samples.T0)
                        .setUpdatedAt(Samples.T0)
                        .build());

        upload.receive(pin("p"), new CancelAbort("c", S3, Samples.requester(), null, Samples.T0));

        assertThat(upload.result("p").getErrorCode()).isEqualTo("NoSuchBucket");
        assertThat(upload.result("c").getErrorCode()).isEqualTo("NoSuchBucket");
        assertThat(upload.state.watch().pinnedUntil()).isZero();
    }

    private PinUpload pin(final String commandId) {
        return new PinUpload(
                commandId, S3, Samples.requester(), Samples.T0.plus(Duration.ofHours(1)), null, Samples.T0);
    }
}
