/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.Checksum;
import io.mopup.gateway.IsoDates;
import io.mopup.gateway.Platform;
import io.mopup.gateway.objects.ObjectStore;
import io.mopup.gateway.objects.OpenObject;
import io.mopup.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** UploadPartCopy: a part whose bytes come from an object. To the processor it is a part like any other. */
final class PartCopyHandler {
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
        try (OpenObject object = source.open(call, platform.buckets()::bucket, objects)) {
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
}
