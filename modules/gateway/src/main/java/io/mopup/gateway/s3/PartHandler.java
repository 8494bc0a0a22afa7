/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.Checksum;
import io.mopup.core.dialect.S3Error;
import io.mopup.events.CommandResult;
import io.mopup.events.PartUploaded;
import io.mopup.events.UploadIdentity;
import io.mopup.gateway.Platform;
import io.mopup.gateway.auth.AuthenticatedBody;
import io.mopup.http.HttpResponse;
import io.mopup.storage.NoSuchUploadException;
import io.mopup.storage.PartGeneration;
import io.mopup.storage.StoredPart;
import java.io.IOException;
import java.io.InputStream;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * UploadPart. The bytes are stored first, under a generation of their own, then the processor is told and decides whether
 * they are a part. If it says no, they are deleted by the deletion that it publishes, like any other part that is not
 * wanted; the gateway deletes nothing.
 */
final class PartHandler {
    private final Platform platform;

    /** Bytes that lie in the store. */
    record Written(PartGeneration part, StoredPart stored) {}

    PartHandler(final Platform platform) {
        this.platform = platform;
    }

    HttpResponse upload(final S3Call call) throws IOException {
        call.admitted();
        UnsupportedHeaders.refuse(call);
        final int partNumber = PartNumbers.uploaded(call);
        requireSize(call, partNumber);
        final CheckedBody body = new CheckedBody(call);
        final Optional<UploadChecksum> wanted = body.hasChecksum() ? Optional.empty() : wanted(call);
        wanted.filter(checksum -> checksum.type().equals(UploadChecksum.COMPOSITE))
                .ifPresent(PartHandler::refuseWithout);
        final Written written;
        final Checksum checksum;
        if (wanted.isPresent()) {
            final SummedBody summed = new SummedBody(body, wanted.get().algorithm());
            written = store(call, partNumber, summed);
            checksum = summed.checksum();
        } else {
            written = store(call, partNumber, body);
            checksum = body.checksum();
        }
        final HttpResponse response =
                HttpResponse.empty(200).with("ETag", Responses.quoted(recorded(call, written, checksum)));
        return Responses.charged(
                checksum == null
                        ? response
                        : response.with(
                                ContentChecks.named(checksum.algorithm()).header(), checksum.value()),
                call.charged());
    }

    /** The checksums that the parts of this upload have; empty if it is not known here, or has none. */
    Optional<UploadChecksum> wanted(final S3Call call) {
        return platform.notes()
                .upload(call.identity(call.parameter("uploadId")))
                .flatMap(UploadChecksum::noted);
    }

    /** Nothing tells whether the bytes are those that the client will list with its own checksum. */
    private static void refuseWithout(final UploadChecksum checksum) {
        throw S3Failure.of(S3Error.INVALID_REQUEST)
                .saying("Checksum Type mismatch occurred, expected checksum Type: "
                        + checksum.algorithm().name().toLowerCase(Locale.ROOT) + ", actual checksum Type: null");
    }

    /**
     * Stores bytes as a new generation of a part.
     *
     * @throws S3Failure NoSuchUpload, if the upload is over or was never there
     */
    Written store(final S3Call call, final int partNumber, final InputStream bytes) throws IOException {
        final UploadIdentity identity = call.identity(call.parameter("uploadId"));
        if (identity.getUploadId().isEmpty()) {
            throw new S3Failure(call.rules().noSuchUpload(identity));
        }
        final PartGeneration part =
                new PartGeneration(identity, partNumber, platform.generations().next());
        try {
            return new Written(part, platform.storage().write(part, bytes));
        } catch (final NoSuchUploadException e) {
            throw new S3Failure(call.rules().noSuchUpload(identity));
        }
    }

    /**
     * Tells the processor.
     *
     * @param checksum null for none
     * @return the ETag of the part
     * @throws S3Failure if it does not take the part
     */
    String recorded(final S3Call call, final Written written, final Checksum checksum) {
        final StoredPart stored = written.stored();
        final CommandResult result = Responses.accepted(platform.decisions()
                .event(
                        PartUploaded.newBuilder()
                                .setIdentity(written.part().identity())
                                .setPartNumber(written.part().partNumber())
                                .setGeneration(written.part().generation())
                                .setLocator(stored.locator())
                                .setSize(stored.size())
                                .setEtag(stored.etag().orElse(null))
                                .setChecksumAlgorithm(checksum == null ? null : checksum.algorithm())
                                .setChecksum(checksum == null ? null : checksum.value())
                                .setUploadedAt(platform.clock().instant().truncatedTo(ChronoUnit.MILLIS))
                                .build(),
                        call.asking()));
        return result.getFields().get("ETag");
    }

    /** What is too large is refused before it is stored; the rule is the same as for a part that was. */
    private static void requireSize(final S3Call call, final int partNumber) {
        final long length = ((AuthenticatedBody) call.http().body())
                .length()
                .orElseThrow(() -> S3Failure.of(S3Error.MISSING_CONTENT_LENGTH));
        final var announced =
                new io.mopup.core.StoredPart(partNumber, 0, "", length, null, null, null, null, 0, null, null);
        call.rules().refusePart(announced, call.identity(""), null).ifPresent(S3Failure::raise);
    }
}
