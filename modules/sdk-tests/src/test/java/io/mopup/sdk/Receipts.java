/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.client.MopupClient;
import io.mopup.client.StartAt;
import io.mopup.events.LifecycleType;
import io.mopup.events.UploadLifecycle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The processor's word that nothing of an upload is left. */
final class Receipts {
    /** A round that finds a late part is repeated after the report timeout, which is a minute. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private Receipts() {}

    /** Waits until it has given its word for each of these uploads. */
    static void awaitFor(final List<String> uploadIds) {
        try (MopupClient client = new MopupClient(RealStack.get().client())) {
            for (final String uploadId : uploadIds) {
                final List<String> seen = new ArrayList<>();
                try (var lifecycle = client.follow(uploadId, StartAt.BEGINNING)) {
                    assertThat(lifecycle.await(event -> isReceipt(event, seen), LIMIT))
                            .as("receipt of %s after %s", uploadId, seen)
                            .isPresent();
                }
            }
        }
    }

    private static boolean isReceipt(final UploadLifecycle event, final List<String> seen) {
        seen.add(event.getOccurredAt() + " " + event.getType() + " " + event.getOutcome());
        return event.getType() == LifecycleType.RECLAIMED;
    }

    /**
     * Waits for the same, and then finds that the disk holds nothing of the bucket's uploads, and its list none of them.
     *
     * @param user who may list
     */
    static void awaitEmpty(final String bucket, final String user, final List<String> uploadIds) throws Exception {
        WireTrial.awaitNoFiles(bucket);
        awaitFor(uploadIds);
        assertThat(StoreFiles.of(bucket)).isEmpty();
        assertThat(openUploads(bucket, user)).isEmpty();
    }

    /** Ids of the uploads to a bucket that are neither aborted nor completed. */
    static List<String> openUploads(final String bucket, final String user) throws Exception {
        return WireRequest.s3("GET", "/" + bucket)
                .by(user)
                .query("uploads", null)
                .send()
                .isDocument("ListMultipartUploadsResult")
                .texts("UploadId");
    }
}
