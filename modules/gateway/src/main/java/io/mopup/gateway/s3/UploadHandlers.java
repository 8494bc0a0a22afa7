/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.contract.ReasonCode;
import io.mopup.core.RecordRules;
import io.mopup.core.dialect.S3Error;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.CommandResult;
import io.mopup.events.Initiator;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.UploadIdentity;
import io.mopup.gateway.Decisions;
import io.mopup.gateway.Platform;
import io.mopup.gateway.UploadIds;
import io.mopup.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** CreateMultipartUpload and AbortMultipartUpload. */
final class UploadHandlers {
    private static final String ALGORITHM = "x-amz-checksum-algorithm";
    private static final String TYPE = "x-amz-checksum-type";
    /** Announced to the client when a lifecycle rule will abort the upload. */
    private static final List<String> RULE_HEADERS = List.of("x-amz-abort-date", "x-amz-abort-rule-id");

    private final Platform platform;

    UploadHandlers(final Platform platform) {
        this.platform = platform;
    }

    HttpResponse create(final S3Call call) {
        call.admitted();
        UnsupportedHeaders.refuse(call);
        final ChecksumChoice checksum = ChecksumChoice.of(call);
        final UploadIdentity identity = call.identity(UploadIds.next(call.dialect()));
        final Instant now = platform.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        final MultipartUploadCreated created = MultipartUploadCreated.newBuilder()
                .setIdentity(identity)
                .setInitiator(
                        new Initiator(call.caller().account(), call.caller().principal()))
                .setInitiatedAt(now)
                .setRequesterPays(call.container().getRequesterPays())
                .setChecksumType(checksum.type())
                .build();
        RecordRules.check(created).ifPresent(reason -> {
            throw new S3Failure(call.rules().invalid(reason, identity));
        });
        // In this order: whoever assembles finds the note, and whoever stores a part, the upload.
        platform.notes().begin(identity, ObjectHeaders.of(call));
        platform.storage().create(identity);
        final CommandResult result = Responses.accepted(platform.decisions().event(created, call.timer()));
        platform.notes().created(identity);
        platform.index().created(identity, now.toEpochMilli());
        final HttpResponse response = Responses.document(
                        "InitiateMultipartUploadResult", xml -> xml.element("Bucket", call.bucket())
                                .element("Key", call.key())
                                .element("UploadId", identity.getUploadId()))
                .with(checksum.headers())
                .with(announced(result));
        return Responses.charged(response, call.charged());
    }

    HttpResponse abort(final S3Call call) {
        call.known();
        final UploadIdentity identity = call.identity(call.parameter("uploadId"));
        if (identity.getUploadId().isEmpty()) {
            throw new S3Failure(call.admitted().rules().invalid(ReasonCode.UPLOAD_ID_EMPTY, identity));
        }
        final CommandResult result = Responses.accepted(platform.decisions()
                .command(
                        AbortMultipartUpload.newBuilder()
                                .setCommandId(Decisions.newCommandId())
                                .setIdentity(identity)
                                .setRequester(call.requester())
                                .setReason(AbortReason.CLIENT)
                                .setExpectedBucketOwner(call.header("x-amz-expected-bucket-owner"))
                                .setRequestPayer(call.header("x-amz-request-payer"))
                                .setIfMatchInitiatedTime(call.header("x-amz-if-match-initiated-time"))
                                .setIssuedAt(platform.clock().instant().truncatedTo(ChronoUnit.MILLIS))
                                .build(),
                        call.timer()));
        platform.index().answered(result);
        return Responses.charged(HttpResponse.empty(204), result.getRequestCharged());
    }

    private static Map<String, String> announced(final CommandResult result) {
        final Map<String, String> headers = new LinkedHashMap<>();
        RULE_HEADERS.forEach(name -> {
            if (result.getFields().containsKey(name)) {
                headers.put(name, result.getFields().get(name));
            }
        });
        return headers;
    }

    /**
     * The checksums that an upload is created with.
     *
     * @param algorithm null for none
     * @param type COMPOSITE or FULL_OBJECT; null for none
     */
    private record ChecksumChoice(ContentChecks algorithm, String type) {

        static ChecksumChoice of(final S3Call call) {
            final String type = call.header(TYPE);
            if (call.header(ALGORITHM) == null) {
                if (type != null) {
                    throw S3Failure.of(S3Error.INVALID_REQUEST)
                            .saying("The " + TYPE + " header can only be used with the " + ALGORITHM + " header.");
                }
                return new ChecksumChoice(null, null);
            }
            final ContentChecks algorithm = ContentChecks.named(call.header(ALGORITHM));
            // What S3 takes where nothing is said: only this one is linear enough to be put together from its parts.
            final String standard = algorithm == ContentChecks.CRC64NVME ? "FULL_OBJECT" : "COMPOSITE";
            return new ChecksumChoice(algorithm, type == null ? standard : type);
        }

        Map<String, String> headers() {
            return algorithm == null ? Map.of() : Map.of(ALGORITHM, algorithm.name(), TYPE, type);
        }
    }
}
