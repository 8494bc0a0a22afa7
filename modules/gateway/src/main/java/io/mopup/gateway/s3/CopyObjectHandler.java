/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.Checksum;
import io.mopup.core.dialect.S3Error;
import io.mopup.events.Container;
import io.mopup.gateway.IsoDates;
import io.mopup.gateway.objects.Condition;
import io.mopup.gateway.objects.NewObject;
import io.mopup.gateway.objects.ObjectEntry;
import io.mopup.gateway.objects.ObjectName;
import io.mopup.gateway.objects.ObjectStore;
import io.mopup.gateway.objects.OpenObject;
import io.mopup.gateway.objects.WriteOutcome;
import io.mopup.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** CopyObject. The copy is an object of its own: whole, with a checksum of all its bytes, whatever the source was. */
final class CopyObjectHandler {
    private static final String DIRECTIVE = "x-amz-metadata-directive";
    private static final String STORAGE_CLASS = "x-amz-storage-class";
    private static final String REDIRECT = "x-amz-website-redirect-location";
    private static final long LARGEST = 5L << 30;

    private final ObjectStore objects;
    private final Function<String, Optional<Container>> buckets;

    CopyObjectHandler(final ObjectStore objects, final Function<String, Optional<Container>> buckets) {
        this.objects = objects;
        this.buckets = buckets;
    }

    HttpResponse copy(final S3Call call) throws IOException {
        PutObjectHandler.requireWritable(call);
        final boolean replaces = replaces(call);
        final Condition condition = ObjectConditions.ofWrite(call);
        final CopySource source = CopySource.of(call);
        try (OpenObject object = source.open(call, buckets, objects)) {
            final ObjectEntry from = object.entry();
            requireSmall(from);
            final ObjectName to = ObjectName.in(call.container(), call.key());
            if (to.equals(new ObjectName(from.container(), from.key()))) {
                requireChange(call, replaces);
            }
            final Optional<ContentChecks> algorithm = algorithm(call, from);
            final InputStream bytes = object.read(0, from.size());
            final Optional<SummedBody> summed = algorithm.map(one -> new SummedBody(bytes, one));
            final NewObject copy = new NewObject(
                    headers(call, from, replaces),
                    () -> summed.map(SummedBody::checksum)
                            .map(CopyObjectHandler::header)
                            .orElse(Map.of()),
                    PutObjectHandler.etag(call));
            return response(
                    call,
                    objects.put(to, copy, summed.<InputStream>map(body -> body).orElse(bytes), condition));
        }
    }

    private static HttpResponse response(final S3Call call, final WriteOutcome outcome) {
        if (outcome instanceof WriteOutcome.Refused refused) {
            throw ObjectConditions.refused(refused.why(), call.key());
        }
        final ObjectEntry entry = ((WriteOutcome.Written) outcome).entry();
        return Responses.charged(
                Responses.document("CopyObjectResult", xml -> {
                    xml.element("ETag", Responses.quoted(entry.etag()))
                            .element("LastModified", IsoDates.format(entry.lastModifiedMs()));
                    Arrays.stream(ContentChecks.values())
                            .filter(one -> entry.checksums().containsKey(one.header()))
                            .forEach(one -> xml.element(
                                    ContentChecks.FIELD + one, entry.checksums().get(one.header())));
                }),
                call.charged());
    }

    /** Those of the source or those of the call, but what says how the copy is kept is said by the call alone. */
    private static Map<String, String> headers(final S3Call call, final ObjectEntry from, final boolean replaces) {
        final Map<String, String> sent = ObjectHeaders.of(call);
        if (replaces) {
            return sent;
        }
        final Map<String, String> headers = new HashMap<>(from.headers());
        for (final String name : new String[] {STORAGE_CLASS, REDIRECT}) {
            headers.remove(name);
            if (sent.containsKey(name)) {
                headers.put(name, sent.get(name));
            }
        }
        return headers;
    }

    private static boolean replaces(final S3Call call) {
        final String directive = call.header(DIRECTIVE);
        if (directive != null && !directive.equals("COPY") && !directive.equals("REPLACE")) {
            throw S3Failure.invalidArgument(DIRECTIVE, directive, "Unknown metadata directive.");
        }
        return "REPLACE".equals(directive);
    }

    private static void requireChange(final S3Call call, final boolean replaces) {
        if (!replaces && call.header(STORAGE_CLASS) == null && call.header(REDIRECT) == null) {
            throw S3Failure.of(S3Error.INVALID_REQUEST)
                    .saying("This copy request is illegal because it is trying to copy an object to itself without"
                            + " changing the object's metadata, storage class or website redirect location.");
        }
    }

    private static void requireSmall(final ObjectEntry source) {
        if (source.size() > LARGEST) {
            throw S3Failure.of(S3Error.INVALID_REQUEST)
                    .saying("The specified copy source is larger than the maximum allowable size for a copy source: "
                            + LARGEST);
        }
    }

    /** The one that is asked for, or else that of the source. */
    private static Optional<ContentChecks> algorithm(final S3Call call, final ObjectEntry source) {
        final String sent = call.header(ContentChecks.PREFIX + "algorithm");
        return sent == null
                ? Arrays.stream(ContentChecks.values())
                        .filter(one -> source.checksums().containsKey(one.header()))
                        .findFirst()
                : Optional.of(ContentChecks.named(sent));
    }

    private static Map<String, String> header(final Checksum checksum) {
        return Map.of(ContentChecks.named(checksum.algorithm()).header(), checksum.value());
    }
}
