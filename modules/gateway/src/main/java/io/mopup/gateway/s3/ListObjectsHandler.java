/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.contract.RecordKeys;
import io.mopup.core.dialect.S3Error;
import io.mopup.events.Dialect;
import io.mopup.gateway.IsoDates;
import io.mopup.gateway.objects.ListQuery;
import io.mopup.gateway.objects.ObjectEntry;
import io.mopup.gateway.objects.ObjectPage;
import io.mopup.gateway.objects.ObjectStore;
import io.mopup.http.HttpResponse;

/** ListObjects, ListObjectsV2 and ListObjectVersions. */
final class ListObjectsHandler {
    private static final String NULL = "null";

    private final ObjectStore objects;

    ListObjectsHandler(final ObjectStore objects) {
        this.objects = objects;
    }

    HttpResponse first(final S3Call call) {
        requireGeneral(call.admitted());
        final ListParameters sent = ListParameters.of(call);
        final String marker = ListParameters.orEmpty(call.parameter("marker"));
        final ObjectPage page = page(call, sent, marker, true);
        final HttpResponse response = Responses.document("ListBucketResult", xml -> {
            xml.element("Name", call.bucket())
                    .element("Prefix", sent.encoded(sent.prefix()))
                    .element("Marker", sent.encoded(marker));
            // Without a delimiter the last key says as much.
            if (sent.delimiter() != null) {
                page.next().ifPresent(next -> xml.element("NextMarker", sent.encoded(next)));
            }
            bounds(xml, sent, page);
            page.entries().forEach(entry -> contents(xml, call, sent, entry, true));
            prefixes(xml, sent, page);
        });
        return Responses.charged(response, call.charged());
    }

    HttpResponse second(final S3Call call) {
        call.admitted();
        final ListParameters sent = ListParameters.of(call);
        if (!"2".equals(call.parameter("list-type"))) {
            throw S3Failure.invalidArgument("list-type", call.parameter("list-type"), "Invalid List Type specified");
        }
        final String token = call.parameter("continuation-token");
        final String startAfter = call.parameter("start-after");
        final String after = token == null ? ListParameters.orEmpty(startAfter) : ContinuationToken.last(token);
        final ObjectPage page = page(call, sent, after, token != null);
        final boolean owner = "true".equals(call.parameter("fetch-owner"));
        final HttpResponse response = Responses.document("ListBucketResult", xml -> {
            xml.element("Name", call.bucket())
                    .element("Prefix", sent.encoded(sent.prefix()))
                    .element("StartAfter", sent.encoded(startAfter))
                    .element("ContinuationToken", token)
                    .element(
                            "NextContinuationToken",
                            page.next().map(ContinuationToken::of).orElse(null))
                    .element("KeyCount", page.entries().size() + page.prefixes().size());
            bounds(xml, sent, page);
            page.entries().forEach(entry -> contents(xml, call, sent, entry, owner));
            prefixes(xml, sent, page);
        });
        return Responses.charged(response, call.charged());
    }

    /** Every object is the one version of itself. */
    HttpResponse versions(final S3Call call) {
        requireGeneral(call.admitted());
        final ListParameters sent = ListParameters.of(call);
        final String marker = ListParameters.orEmpty(call.parameter("key-marker"));
        final String version = ListParameters.orEmpty(call.parameter("version-id-marker"));
        if (marker.isEmpty() && !version.isEmpty()) {
            throw S3Failure.invalidArgument(
                    "version-id-marker", version, "A version-id marker cannot be specified without a key marker.");
        }
        final ObjectPage page = page(call, sent, marker, true);
        return Responses.document("ListVersionsResult", xml -> {
            xml.element("Name", call.bucket())
                    .element("Prefix", sent.encoded(sent.prefix()))
                    .element("KeyMarker", sent.encoded(marker))
                    .element("VersionIdMarker", version);
            page.next().ifPresent(next -> xml.element("NextKeyMarker", sent.encoded(next))
                    .element("NextVersionIdMarker", page.prefixes().contains(next) ? null : NULL));
            bounds(xml, sent, page);
            page.entries()
                    .forEach(entry -> xml.nested("Version", one -> {
                        one.element("Key", sent.encoded(entry.key()))
                                .element("VersionId", NULL)
                                .element("IsLatest", true);
                        facts(one, call, entry, true);
                    }));
            prefixes(xml, sent, page);
        });
    }

    private ObjectPage page(
            final S3Call call, final ListParameters sent, final String after, final boolean skipsPrefix) {
        return objects.list(
                RecordKeys.of(call.container()),
                new ListQuery(sent.prefix(), ListParameters.orEmpty(sent.delimiter()), after, skipsPrefix, sent.max()));
    }

    private static void bounds(final XmlWriter xml, final ListParameters sent, final ObjectPage page) {
        xml.element("MaxKeys", sent.max())
                .element("Delimiter", sent.encoded(sent.delimiter()))
                .element("EncodingType", sent.encoding())
                .element("IsTruncated", page.truncated());
    }

    private static void contents(
            final XmlWriter xml,
            final S3Call call,
            final ListParameters sent,
            final ObjectEntry entry,
            final boolean owner) {
        xml.nested("Contents", one -> {
            one.element("Key", sent.encoded(entry.key()));
            facts(one, call, entry, owner);
        });
    }

    private static void facts(final XmlWriter xml, final S3Call call, final ObjectEntry entry, final boolean owner) {
        xml.element("LastModified", IsoDates.format(entry.lastModifiedMs()))
                .element("ETag", Responses.quoted(entry.etag()))
                .element("Size", entry.size());
        if (owner) {
            Owners.owner(xml, call.container().getAccount());
        }
        xml.element(
                "StorageClass",
                entry.headers().getOrDefault("x-amz-storage-class", Owners.storageClass(call.dialect())));
    }

    private static void prefixes(final XmlWriter xml, final ListParameters sent, final ObjectPage page) {
        page.prefixes()
                .forEach(prefix -> xml.nested("CommonPrefixes", one -> one.element("Prefix", sent.encoded(prefix))));
    }

    /** Directory buckets have the second list only. */
    private static void requireGeneral(final S3Call call) {
        if (call.dialect() == Dialect.S3_DIRECTORY) {
            throw S3Failure.of(S3Error.NOT_IMPLEMENTED).saying("Directory buckets are listed with ListObjectsV2.");
        }
    }
}
