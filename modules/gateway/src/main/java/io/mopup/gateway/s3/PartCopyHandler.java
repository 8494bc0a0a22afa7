/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.Checksum;
import io.mopup.core.dialect.HttpDates;
import io.mopup.core.dialect.S3Error;
import io.mopup.events.Container;
import io.mopup.events.PolicyDecision;
import io.mopup.gateway.IsoDates;
import io.mopup.gateway.Platform;
import io.mopup.gateway.auth.AccessPolicy;
import io.mopup.gateway.objects.ObjectEntry;
import io.mopup.gateway.objects.ObjectName;
import io.mopup.gateway.objects.ObjectStore;
import io.mopup.gateway.objects.OpenObject;
import io.mopup.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/** UploadPartCopy: a part whose bytes come from an object. To the processor it is a part like any other. */
final class PartCopyHandler {
    private static final String CONDITION = "x-amz-copy-source-If-";

    private final Platform platform;
    private final PartHandler parts;
    private final ObjectStore objects;

    PartCopyHandler(final Platform platform, final PartHandler parts, final ObjectStore objects) {
        this.platform = platform;
        this.parts = parts;
        this.objects = objects;
    }

    HttpResponse copy(final S3Call call) throws IOException {
        call.admitted();
        final int partNumber = PartNumbers.uploaded(call);
        final CopySource source = CopySource.of(call);
        final Container bucket = platform.buckets()
                .bucket(source.bucket())
                .orElseThrow(() -> S3Failure.of(S3Error.NO_SUCH_BUCKET, "BucketName", source.bucket()));
        requireReadable(call, bucket, source);
        try (OpenObject object = objects.open(ObjectName.in(bucket, source.key()))
                .orElseThrow(() -> S3Failure.of(S3Error.NO_SUCH_KEY, "Key", source.key()))) {
            requireConditions(call, object.entry());
            final CopySource.Range range = source.range(object.entry().size());
            return copied(call, partNumber, object.read(range.first(), range.length()));
        }
    }

    private HttpResponse copied(final S3Call call, final int partNumber, final InputStream bytes) throws IOException {
        final Optional<SummedBody> summed =
                parts.wanted(call).map(checksum -> new SummedBody(bytes, checksum.algorithm()));
        final PartHandler.Written written = parts.store(
                call, partNumber, summed.<InputStream>map(body -> body).orElse(bytes));
        final Optional<Checksum> checksum = summed.map(SummedBody::checksum);
        final String etag = parts.recorded(call, written, checksum.orElse(null));
        return Responses.charged(
                Responses.document("CopyPartResult", xml -> {
                    xml.element("ETag", Responses.quoted(etag))
                            .element(
                                    "LastModified",
                                    IsoDates.format(platform.clock().millis()));
                    checksum.ifPresent(sum -> xml.element(ContentChecks.FIELD + sum.algorithm(), sum.value()));
                }),
                call.charged());
    }

    private static void requireReadable(final S3Call call, final Container bucket, final CopySource source) {
        final PolicyDecision policy = AccessPolicy.decide(
                call.caller(),
                S3Operation.GET_OBJECT.action(),
                "arn:aws:s3:::" + bucket.getContainer() + "/" + source.key());
        final boolean owner = bucket.getAccount().equals(call.caller().account());
        if (policy == PolicyDecision.DENY || (policy == PolicyDecision.NONE && !owner)) {
            throw new S3Failure(call.rules().accessDenied(call.identity("")));
        }
    }

    private static void requireConditions(final S3Call call, final ObjectEntry source) {
        final String match = call.header(CONDITION + "Match");
        final String noneMatch = call.header(CONDITION + "None-Match");
        final String etag = Responses.quoted(source.etag());
        refuseIf(match != null && !Responses.quoted(match).equals(etag), "Match");
        refuseIf(noneMatch != null && Responses.quoted(noneMatch).equals(etag), "None-Match");
        // An ETag that matches says more than a date.
        refuseIf(match == null && isBefore(call.header(CONDITION + "Unmodified-Since"), source), "Unmodified-Since");
        final String since = call.header(CONDITION + "Modified-Since");
        refuseIf(noneMatch == null && since != null && !isBefore(since, source), "Modified-Since");
    }

    private static boolean isBefore(final String date, final ObjectEntry source) {
        final Instant modified = source.modifiedAt();
        return date != null
                && HttpDates.parse(date).filter(time -> time.isBefore(modified)).isPresent();
    }

    private static void refuseIf(final boolean unmet, final String condition) {
        if (unmet) {
            throw S3Failure.of(S3Error.PRECONDITION_FAILED, "Condition", CONDITION + condition);
        }
    }
}
