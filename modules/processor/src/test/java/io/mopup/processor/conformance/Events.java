/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.AssemblyFailed;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.CompletedPart;
import io.mopup.events.Dialect;
import io.mopup.events.MultipartUploadAssembled;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.PartUploaded;
import io.mopup.events.ReclaimBy;
import io.mopup.events.UploadIdentity;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The records of one upload, as a gateway and a store would publish them. */
final class Events {
    static final String OBJECT_ETAG = "object-etag-2";
    static final String ARCHIVE_ID = "archive-1";
    static final String LOCATION = "/photos/2026/cat.jpg";

    /** Legal as any part of S3 and COS. */
    static final long FIVE_MIB = 5L << 20;

    /** The part size of every Glacier upload. */
    static final long ONE_MIB = 1L << 20;

    private final UploadIdentity identity;

    Events(final UploadIdentity identity) {
        this.identity = identity;
    }

    MultipartUploadCreated created(final Instant at) {
        return MultipartUploadCreated.newBuilder()
                .setIdentity(identity)
                .setInitiator(Names.initiator())
                .setInitiatedAt(at)
                .setPartSize(isGlacier() ? ONE_MIB : null)
                .setReclaimBy(ReclaimBy.PART)
                .build();
    }

    PartUploaded part(final int number, final long generation, final Instant at) {
        return PartUploaded.newBuilder()
                .setIdentity(identity)
                .setPartNumber(number)
                .setGeneration(generation)
                .setLocator("parts/" + number + "." + generation)
                .setSize(isGlacier() ? ONE_MIB : FIVE_MIB)
                .setEtag(isGlacier() ? null : etag(number, generation))
                .setTreeHash(isGlacier() ? treeHash(number) : null)
                .setFirstByte(isGlacier() ? (number - 1) * ONE_MIB : null)
                .setUploadedAt(at)
                .build();
    }

    AbortMultipartUpload abort(final String commandId, final Instant at) {
        return AbortMultipartUpload.newBuilder()
                .setCommandId(commandId)
                .setIdentity(identity)
                .setRequester(Names.permitted())
                .setReason(AbortReason.CLIENT)
                .setIssuedAt(at)
                .build();
    }

    CompleteMultipartUpload complete(final String commandId, final Instant at) {
        return CompleteMultipartUpload.newBuilder()
                .setCommandId(commandId)
                .setIdentity(identity)
                .setRequester(Names.permitted())
                .setIssuedAt(at)
                .build();
    }

    MultipartUploadAssembled assembled(final String commandId, final Instant at) {
        return isGlacier()
                ? new MultipartUploadAssembled(identity, commandId, null, null, ARCHIVE_ID, null, ONE_MIB, at)
                : new MultipartUploadAssembled(identity, commandId, OBJECT_ETAG, null, null, LOCATION, FIVE_MIB, at);
    }

    /** @param fields name and value, in turn */
    AssemblyFailed assemblyFailed(
            final String commandId, final int status, final String code, final Instant at, final String... fields) {
        final Map<String, String> all = new HashMap<>();
        for (int name = 0; name < fields.length; name += 2) {
            all.put(fields[name], fields[name + 1]);
        }
        return new AssemblyFailed(identity, commandId, code, status, "The store says no.", all, at);
    }

    static String etag(final int number, final long generation) {
        return "etag-" + number + "-" + generation;
    }

    static String treeHash(final int number) {
        return String.format("%064x", number);
    }

    static List<CompletedPart> listed(final int... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> new CompletedPart(number, etag(number, 1), null))
                .toList();
    }

    private boolean isGlacier() {
        return identity.getDialect() == Dialect.GLACIER;
    }
}
