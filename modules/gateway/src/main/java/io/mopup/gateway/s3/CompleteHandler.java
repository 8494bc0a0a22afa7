/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.RecordRules;
import io.mopup.core.dialect.S3Error;
import io.mopup.events.CommandResult;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.UploadIdentity;
import io.mopup.gateway.Asking;
import io.mopup.gateway.Decisions;
import io.mopup.gateway.Platform;
import io.mopup.http.HttpResponse;
import io.mopup.http.PercentCoding;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** CompleteMultipartUpload. The answer comes when the object is there, so that a status line never has to be taken back. */
final class CompleteHandler {
    private static final String VERSION = "x-amz-version-id";

    private final Platform platform;

    CompleteHandler(final Platform platform) {
        this.platform = platform;
    }

    HttpResponse complete(final S3Call call) throws IOException {
        call.known();
        final UploadIdentity identity = call.identity(call.parameter("uploadId"));
        final Optional<CompleteDocument> document = CompleteDocument.read(call);
        final Map<ContentChecks, String> checksum = ContentChecks.sent(call);
        final Set<ContentChecks> algorithms = new HashSet<>(checksum.keySet());
        document.ifPresent(list -> algorithms.addAll(list.algorithms()));
        final CompleteMultipartUpload command = CompleteMultipartUpload.newBuilder()
                .setCommandId(Decisions.newCommandId())
                .setIdentity(identity)
                .setRequester(call.requester())
                .setParts(document.map(CompleteDocument::completed).orElse(null))
                .setIfNoneMatch(call.header("If-None-Match"))
                .setIfMatch(call.header("If-Match"))
                .setObjectSize(objectSize(call))
                .setChecksumType(call.header("x-amz-checksum-type"))
                .setChecksumAlgorithm(
                        ContentChecks.only(algorithms).map(Enum::name).orElse(null))
                .setChecksum(ContentChecks.only(checksum.values()).orElse(null))
                .setExpectedBucketOwner(call.header("x-amz-expected-bucket-owner"))
                .setRequestPayer(call.header("x-amz-request-payer"))
                .setIssuedAt(platform.clock().instant().truncatedTo(ChronoUnit.MILLIS))
                .build();
        RecordRules.check(command).ifPresent(reason -> {
            throw new S3Failure(call.admitted().rules().invalid(reason, identity));
        });
        final Map<String, String> conditions = conditions(call);
        if (!conditions.isEmpty()) {
            // Before the command: whoever assembles has to find them.
            platform.notes().conditions(command.getCommandId(), conditions);
        }
        final CommandResult result = accepted(command, call.asking());
        platform.index().answered(result);
        return response(call, result);
    }

    private CommandResult accepted(final CompleteMultipartUpload command, final Asking asking) {
        final CommandResult result = platform.decisions().command(command, asking);
        try {
            return Responses.accepted(result);
        } catch (final S3Failure e) {
            // Nobody will assemble for this command; without this, everybody could fill the store with refused ones.
            platform.notes().forgetConditions(command.getCommandId());
            throw e;
        }
    }

    private static HttpResponse response(final S3Call call, final CommandResult result) {
        final Map<String, String> fields = result.getFields();
        final HttpResponse document = Responses.document("CompleteMultipartUploadResult", xml -> {
            xml.element("Location", location(call))
                    .element("Bucket", call.bucket())
                    .element("Key", call.key())
                    .element("ETag", Responses.quoted(fields.get("ETag")));
            // In this order the type comes behind the algorithm.
            new TreeMap<>(fields).tailMap(ContentChecks.FIELD).forEach((name, value) -> {
                if (name.startsWith(ContentChecks.FIELD)) {
                    xml.element(name, value);
                }
            });
        });
        final HttpResponse versioned =
                fields.containsKey(VERSION) ? document.with(VERSION, fields.get(VERSION)) : document;
        return Responses.charged(versioned, result.getRequestCharged());
    }

    private static String location(final S3Call call) {
        return "http://" + call.http().header("Host").orElse("localhost") + "/" + call.bucket() + "/"
                + PercentCoding.encodePath(call.key());
    }

    private static Map<String, String> conditions(final S3Call call) {
        final Map<String, String> conditions = new HashMap<>();
        call.http().header("If-None-Match").ifPresent(value -> conditions.put("If-None-Match", value));
        call.http().header("If-Match").ifPresent(value -> conditions.put("If-Match", value));
        return conditions;
    }

    private static Long objectSize(final S3Call call) {
        final String sent = call.header("x-amz-mp-object-size");
        try {
            return sent == null ? null : Long.valueOf(sent);
        } catch (final NumberFormatException e) {
            throw S3Failure.of(S3Error.INVALID_REQUEST)
                    .saying("The value of x-amz-mp-object-size is no number of bytes: " + sent);
        }
    }
}
