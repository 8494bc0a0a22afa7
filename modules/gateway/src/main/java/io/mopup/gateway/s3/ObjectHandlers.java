/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.dialect.HttpDates;
import io.mopup.core.dialect.S3Error;
import io.mopup.gateway.objects.ObjectEntry;
import io.mopup.gateway.objects.ObjectName;
import io.mopup.gateway.objects.ObjectStore;
import io.mopup.gateway.objects.OpenObject;
import io.mopup.http.HttpResponse;
import io.mopup.http.HttpResponse.Content.Stream;
import io.mopup.http.HttpResponse.Content.Unsent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** GetObject and HeadObject. */
final class ObjectHandlers {
    private static final String PART_NUMBER = "partNumber";
    private static final String OVERRIDE = "response-";
    private static final List<String> OVERRIDDEN = List.of(
            "cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires");

    private final ObjectStore objects;

    ObjectHandlers(final ObjectStore objects) {
        this.objects = objects;
    }

    HttpResponse get(final S3Call call) {
        requireReadable(call);
        final OpenObject object = objects.open(ObjectName.in(call.container(), call.key()))
                .orElseThrow(() -> S3Failure.of(S3Error.NO_SUCH_KEY, "Key", call.key()));
        boolean handedOut = false;
        try {
            final Answer answer = Answer.of(call, object.entry());
            handedOut = answer.status() != 304;
            return answer.response(
                    handedOut
                            ? new Stream(object.read(answer.first(), answer.length()), answer.length())
                            : new HttpResponse.Content.Empty());
        } finally {
            if (!handedOut) {
                object.close();
            }
        }
    }

    HttpResponse head(final S3Call call) {
        requireReadable(call);
        final ObjectEntry entry = objects.get(ObjectName.in(call.container(), call.key()))
                .orElseThrow(() -> S3Failure.of(S3Error.NO_SUCH_KEY, "Key", call.key()));
        final Answer answer = Answer.of(call, entry);
        return answer.response(answer.status() == 304 ? new HttpResponse.Content.Empty() : new Unsent(answer.length()));
    }

    /** No bucket has versions, so that the one there is has the name that S3 gives to such. */
    static void requireNullVersion(final S3Call call) {
        final String version = call.parameter("versionId");
        if (version != null && !version.equals("null")) {
            throw S3Failure.invalidArgument("versionId", version, "Invalid version id specified");
        }
    }

    private static void requireReadable(final S3Call call) {
        call.admitted();
        requireNullVersion(call);
        if (call.parameter(PART_NUMBER) != null && call.header("Range") != null) {
            throw S3Failure.of(S3Error.INVALID_REQUEST)
                    .saying("Cannot specify both Range header and partNumber query parameter");
        }
    }

    private record Answer(int status, long first, long length, Map<String, String> headers) {

        static Answer of(final S3Call call, final ObjectEntry entry) {
            final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.put("ETag", Responses.quoted(entry.etag()));
            headers.put("Last-Modified", HttpDates.format(entry.modifiedAt()));
            if (ObjectConditions.isKnown(call, entry)) {
                return new Answer(304, 0, 0, headers);
            }
            headers.put("Content-Type", "binary/octet-stream");
            headers.putAll(entry.headers());
            headers.remove("x-amz-storage-class", "STANDARD");
            headers.put("Accept-Ranges", "bytes");
            if (call.charged()) {
                headers.put("x-amz-request-charged", "requester");
            }
            override(call, headers);
            final Optional<ObjectRange> range = ObjectRange.of(call.header("Range"), entry.size());
            if (range.isPresent()) {
                headers.put("Content-Range", range.get().of(entry.size()));
                return new Answer(206, range.get().first(), range.get().length(), headers);
            }
            final ObjectRange part = part(call, entry, headers);
            // Of the whole object, so that a client could not compare them with less.
            if (part.length() == entry.size() && "ENABLED".equalsIgnoreCase(call.header("x-amz-checksum-mode"))) {
                headers.putAll(entry.checksums());
            }
            // What has no bytes has no range either.
            if (call.parameter(PART_NUMBER) == null || part.length() == 0) {
                return new Answer(200, part.first(), part.length(), headers);
            }
            headers.put("Content-Range", part.of(entry.size()));
            return new Answer(206, part.first(), part.length(), headers);
        }

        /** All of it, or the part that is asked for. */
        private static ObjectRange part(final S3Call call, final ObjectEntry entry, final Map<String, String> headers) {
            if (call.parameter(PART_NUMBER) == null) {
                return new ObjectRange(0, entry.size());
            }
            final int number = PartNumbers.uploaded(call);
            if (entry.partSizes() != null) {
                headers.put(
                        "x-amz-mp-parts-count",
                        Integer.toString(entry.partSizes().size()));
            }
            return ObjectRange.ofPart(number, entry.partSizes() == null ? List.of(entry.size()) : entry.partSizes());
        }

        HttpResponse response(final HttpResponse.Content content) {
            return new HttpResponse(status, headers, content);
        }

        private static void override(final S3Call call, final Map<String, String> headers) {
            for (final String name : OVERRIDDEN) {
                final String value = call.parameter(OVERRIDE + name);
                if (value != null && value.chars().anyMatch(character -> character < ' ' || character == 0x7f)) {
                    throw S3Failure.invalidArgument(OVERRIDE + name, null, "The value cannot stand in a header");
                }
                if (value != null) {
                    headers.put(name, value);
                }
            }
        }
    }
}
