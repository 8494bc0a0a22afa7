/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.contract.RecordKeys;
import io.mopup.core.dialect.S3Error;
import io.mopup.events.Dialect;
import io.mopup.gateway.IsoDates;
import io.mopup.gateway.Platform;
import io.mopup.gateway.state.OpenUpload;
import io.mopup.http.HttpResponse;
import io.mopup.http.PercentCoding;
import java.time.Duration;
import java.util.Collection;
import java.util.function.UnaryOperator;

/** ListMultipartUploads, answered from the index of open uploads. */
final class ListUploadsHandler {
    private static final int PAGE = 1000;
    private static final Duration CATCH_UP = Duration.ofSeconds(10);
    private static final String URL = "url";

    private final Platform platform;

    ListUploadsHandler(final Platform platform) {
        this.platform = platform;
    }

    HttpResponse list(final S3Call call) {
        call.admitted();
        final int max = Math.min(PAGE, PartNumbers.ofList(call, "max-uploads", PAGE));
        final String encoding = call.parameter("encoding-type");
        if (encoding != null && !encoding.equals(URL)) {
            throw S3Failure.invalidArgument("encoding-type", encoding, "Invalid Encoding Method specified in Request");
        }
        requireOfDirectory(call);
        platform.index().catchUp(CATCH_UP);
        final Collection<OpenUpload> open = platform.index()
                .open(RecordKeys.container(call.dialect(), call.container().getAccount(), call.bucket()));
        final UploadPage page = UploadPage.of(
                open,
                new UploadPage.Question(
                        orEmpty(call.parameter("prefix")),
                        orEmpty(call.parameter("delimiter")),
                        call.parameter("key-marker"),
                        call.parameter("upload-id-marker"),
                        max));
        return Responses.charged(document(call, page, max), call.charged());
    }

    private static HttpResponse document(final S3Call call, final UploadPage page, final int max) {
        final boolean directory = call.dialect() == Dialect.S3_DIRECTORY;
        final UnaryOperator<String> encoded =
                call.parameter("encoding-type") == null ? text -> text : PercentCoding::encodePath;
        return Responses.document("ListMultipartUploadsResult", xml -> {
            xml.element("Bucket", call.bucket())
                    .element("KeyMarker", encoded.apply(orEmpty(call.parameter("key-marker"))))
                    .element("UploadIdMarker", directory ? null : orEmpty(call.parameter("upload-id-marker")))
                    .element("NextKeyMarker", encoded.apply(page.nextKey()));
            if (call.parameter("prefix") != null) {
                xml.element("Prefix", encoded.apply(call.parameter("prefix")));
            }
            if (call.parameter("delimiter") != null) {
                xml.element("Delimiter", encoded.apply(call.parameter("delimiter")));
            }
            xml.element("NextUploadIdMarker", directory ? null : page.nextUploadId())
                    .element("MaxUploads", max)
                    .element("IsTruncated", page.truncated());
            page.uploads()
                    .forEach(upload -> xml.nested("Upload", one -> {
                        one.element("UploadId", upload.uploadId())
                                .element("Key", encoded.apply(upload.key()))
                                .element("Initiated", IsoDates.format(upload.initiatedAt()))
                                .element("StorageClass", Owners.storageClass(call.dialect()));
                        Owners.owner(one, call.container().getAccount());
                        Owners.initiator(one, null, upload.initiator());
                    }));
            page.prefixes()
                    .forEach(prefix ->
                            xml.nested("CommonPrefixes", one -> one.element("Prefix", encoded.apply(prefix))));
            xml.element("EncodingType", call.parameter("encoding-type"));
        });
    }

    /** Directory buckets list by directories only. */
    private static void requireOfDirectory(final S3Call call) {
        if (call.dialect() != Dialect.S3_DIRECTORY) {
            return;
        }
        final String delimiter = orEmpty(call.parameter("delimiter"));
        final String prefix = orEmpty(call.parameter("prefix"));
        if (!delimiter.isEmpty() && !delimiter.equals("/")) {
            throw refused("delimiter", delimiter);
        }
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            throw refused("prefix", prefix);
        }
    }

    private static S3Failure refused(final String name, final String value) {
        return S3Failure.of(S3Error.INVALID_ARGUMENT, "ArgumentName", name, "ArgumentValue", value);
    }

    private static String orEmpty(final String text) {
        return text == null ? "" : text;
    }
}
