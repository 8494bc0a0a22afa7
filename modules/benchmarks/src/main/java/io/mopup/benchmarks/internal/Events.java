/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.PartUploaded;
import io.mopup.events.ReclaimBy;
import io.mopup.events.Requester;
import io.mopup.events.UploadIdentity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The events that the workloads are made of. */
final class Events {
    private static final long PART_BYTES = 8L << 20;

    private static final Requester TRUSTED = Requester.newBuilder().build();

    private Events() {}

    static MultipartUploadCreated created(final UploadIdentity identity) {
        final MultipartUploadCreated event = new MultipartUploadCreated();
        event.setIdentity(identity);
        event.setInitiatedAt(now());
        event.setReclaimBy(ReclaimBy.PART);
        return event;
    }

    static PartUploaded part(final UploadIdentity identity, final int partNumber) {
        final PartUploaded event = new PartUploaded();
        event.setIdentity(identity);
        event.setPartNumber(partNumber);
        event.setGeneration(1);
        event.setLocator(identity.getUploadId() + '/' + partNumber + ".1");
        event.setSize(PART_BYTES);
        event.setEtag("9b2cf535f27731c974343645a3985328");
        event.setUploadedAt(now());
        return event;
    }

    static AbortMultipartUpload abort(final UploadIdentity identity) {
        final AbortMultipartUpload command = new AbortMultipartUpload();
        command.setCommandId("abort-" + identity.getUploadId());
        command.setIdentity(identity);
        command.setRequester(TRUSTED);
        command.setReason(AbortReason.CLIENT);
        command.setIssuedAt(now());
        return command;
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
