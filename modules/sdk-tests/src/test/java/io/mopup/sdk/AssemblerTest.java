/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.mopup.events.LifecycleType;
import io.mopup.events.UploadLifecycle;
import io.mopup.gateway.assembly.Assembler;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** Gateways that share the work; the group of this test is its own, so that it takes nothing from the one that runs. */
class AssemblerTest {
    private static final int FAILURES = 2;

    private final S3Client s3 = S3Clients.of("mopupdev");
    private final String bucket = Buckets.next("group");
    private final Set<String> done = ConcurrentHashMap.newKeySet();

    @Test
    void shouldTryAgainWhenTheWorkFails() {
        final AtomicInteger failures = new AtomicInteger();
        try (Assembler assembler = assembler("failing", event -> {
            if (isAbort(event) && failures.incrementAndGet() <= FAILURES) {
                throw new IllegalStateException("This is part of a test");
            }
            note(event);
        })) {
            final String uploadId = abortedUpload();

            await().atMost(60, SECONDS).until(() -> done.contains(uploadId));
        }
    }

    @Test
    void shouldGiveTheWorkToAnotherWhenOneIsGone() {
        final AtomicInteger begun = new AtomicInteger();
        final String uploadId;
        try (Assembler first = assembler("handover", event -> {
            if (isAbort(event)) {
                begun.incrementAndGet();
                // As a process that is killed: it has begun, and nothing of it is committed.
                throw new IllegalStateException("This is part of a test");
            }
        })) {
            uploadId = abortedUpload();
            await().atMost(60, SECONDS).until(() -> begun.get() > 0);
        }

        try (Assembler second = assembler("handover", this::note)) {
            await().atMost(60, SECONDS).until(() -> done.contains(uploadId));
        }
    }

    private Assembler assembler(final String group, final Consumer<UploadLifecycle> work) {
        return new Assembler(RealStack.get().client(), bucket + "-" + group, 2, work);
    }

    private boolean isAbort(final UploadLifecycle event) {
        return event.getType() == LifecycleType.ABORTED
                && event.getIdentity().getContainer().equals(bucket);
    }

    private void note(final UploadLifecycle event) {
        if (isAbort(event)) {
            done.add(event.getIdentity().getUploadId());
        }
    }

    private String abortedUpload() {
        s3.createBucket(request -> request.bucket(bucket));
        final String uploadId = s3.createMultipartUpload(
                        request -> request.bucket(bucket).key("k"))
                .uploadId();
        s3.abortMultipartUpload(request -> request.bucket(bucket).key("k").uploadId(uploadId));
        return uploadId;
    }
}
