/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.dialect.S3Error;
import io.mopup.events.Container;
import io.mopup.events.PolicyDecision;
import io.mopup.gateway.auth.AccessPolicy;
import io.mopup.gateway.objects.ObjectName;
import io.mopup.gateway.objects.ObjectStore;
import io.mopup.gateway.objects.OpenObject;
import io.mopup.http.PercentCoding;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a part or an object is copied from.
 *
 * @param sentRange x-amz-copy-source-range, or null for the whole object
 */
record CopySource(String bucket, String key, String sentRange) {
    static final String SOURCE = "x-amz-copy-source";

    private static final String VERSION = "?versionId=";
    private static final String RANGE = "x-amz-copy-source-range";
    private static final Pattern BYTES = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})");

    /** Bytes of the source. */
    record Range(long first, long length) {}

    /**
     * Reads the headers of a call.
     *
     * @throws S3Failure InvalidArgument
     */
    static CopySource of(final S3Call call) {
        final String sent = call.header(SOURCE);
        final int query = sent.indexOf(VERSION);
        // No bucket has versions; to copy another one than was asked for would be worse than to refuse.
        if (query >= 0 && !sent.substring(query + VERSION.length()).equals("null")) {
            throw S3Failure.invalidArgument(SOURCE, sent, "Invalid version id specified");
        }
        final String path = PercentCoding.decode(query < 0 ? sent : sent.substring(0, query));
        final String plain = path.startsWith("/") ? path.substring(1) : path;
        final int slash = plain.indexOf('/');
        if (slash <= 0 || slash == plain.length() - 1) {
            throw S3Failure.invalidArgument(SOURCE, sent, "Copy Source must mention the source bucket and key");
        }
        return new CopySource(plain.substring(0, slash), plain.substring(slash + 1), call.header(RANGE));
    }

    /**
     * The object with its bytes, for whoever may read it; to be closed.
     *
     * @param buckets by their names
     * @throws S3Failure if there is none, or a condition of the call does not hold
     */
    OpenObject open(final S3Call call, final Function<String, Optional<Container>> buckets, final ObjectStore objects) {
        final Container container =
                buckets.apply(bucket).orElseThrow(() -> S3Failure.of(S3Error.NO_SUCH_BUCKET, "BucketName", bucket));
        requireReadable(call, container);
        final OpenObject object = objects.open(ObjectName.in(container, key))
                .orElseThrow(() -> S3Failure.of(S3Error.NO_SUCH_KEY, "Key", key));
        try {
            SourceConditions.require(call, object.entry());
            return object;
        } catch (final S3Failure e) {
            object.close();
            throw e;
        }
    }

    private void requireReadable(final S3Call call, final Container container) {
        final PolicyDecision policy = AccessPolicy.decide(
                call.caller(), S3Operation.GET_OBJECT.action(), "arn:aws:s3:::" + container.getContainer() + "/" + key);
        final boolean owner = container.getAccount().equals(call.caller().account());
        if (policy == PolicyDecision.DENY || (policy == PolicyDecision.NONE && !owner)) {
            throw new S3Failure(call.rules().accessDenied(call.identity("")));
        }
    }

    /**
     * The bytes that are meant.
     *
     * @param size of the source
     * @throws S3Failure InvalidArgument or InvalidRequest
     */
    Range range(final long size) {
        if (sentRange == null) {
            return new Range(0, size);
        }
        final Matcher matcher = BYTES.matcher(sentRange);
        if (!matcher.matches()) {
            throw S3Failure.invalidArgument(
                    RANGE,
                    sentRange,
                    "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the"
                            + " zero-based offsets of the first and last bytes to copy");
        }
        final long first = Long.parseLong(matcher.group(1));
        final long last = Long.parseLong(matcher.group(2));
        if (first >= size) {
            throw S3Failure.of(S3Error.INVALID_REQUEST)
                    .saying("The specified copy range is invalid for the source object size");
        }
        if (last < first || last >= size) {
            throw S3Failure.invalidArgument(
                    RANGE, sentRange, "Range specified is not valid for source object of size: " + size);
        }
        return new Range(first, last - first + 1);
    }
}
