/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.contract.ReasonCode;
import io.mopup.core.RecordRules;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CreateMultipartUpload and AbortMultipartUpload. */
final class UploadHandlers {
    /** Announced to the client when a lifecycle rule will abort the upload. */
    private static final List<String> RULE_HEADERS = List.of("x-amz-abort-date", "x-amz-abort-rule-id");

    private final Platform platform;

    UploadHandlers(final Platform platform) {
        this.platform = platform;
    }

    HttpResponse create(final S3Call call) {
        call.admitted();
        UnsupportedHeaders.refuse(call);
        final Optional<UploadChecksum> checksum = UploadChecksum.of(call);
        final UploadIdentity identity = call.identity(UploadIds.next(call.dialect()));
        final Instant now = platform.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        final MultipartUploadCreated created = MultipartUploadCreated.newBuilder()
                .setIdentity(identity)
                .setInitiator(
                        new Initiator(call.caller().account(), call.caller().principal()))
                .setInitiatedAt(now)
                .setRequesterPays(call.container().getRequesterPays())
                .setChecksumType(checksum.map(UploadChecksum::type).orElse(null))
                .setChecksumAlgorithm(
                        checksum.map(chosen -> chosen.algorithm().name()).orElse(null))
                .build();
        RecordRules.check(created).ifPresent(reason -> {
            throw new S3Failure(call.rules().invalid(reason, identity));
        });
        // In this order: whoever assembles finds the note, and whoever stores a part, the upload.
        final Map<String, String> chosen = checksum.map(UploadChecksum::headers).orElse(Map.of());
        final Map<String, String> noted = new HashMap<>(ObjectHeaders.of(call));
        noted.putAll(chosen);
        platform.notes().begin(identity, noted);
        platform.storage().create(identity);
        final CommandResult result = Responses.accepted(platform.decisions().event(created, call.asking()));
        platform.notes().created(identity);
        platform.index().created(created);
        final HttpResponse response = Responses.document(
                        "InitiateMultipartUploadResult", xml -> xml.element("Bucket", call.bucket())
                                .element("Key", call.key())
                                .element("UploadId", identity.getUploadId()))
                .with(chosen)
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
                        call.asking()));
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
}
