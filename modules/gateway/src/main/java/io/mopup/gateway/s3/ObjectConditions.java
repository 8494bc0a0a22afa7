/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.dialect.Etags;
import io.mopup.core.dialect.HttpDates;
import io.mopup.core.dialect.S3Error;
import io.mopup.gateway.objects.Condition;
import io.mopup.gateway.objects.ObjectEntry;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** The conditions that headers put on an object. */
final class ObjectConditions {
    private static final String MATCH = "If-Match";
    private static final String NONE_MATCH = "If-None-Match";
    private static final String MODIFIED = "If-Modified-Since";
    private static final String UNMODIFIED = "If-Unmodified-Since";
    private static final String ANY = "*";

    private ObjectConditions() {}

    /**
     * The condition of a write.
     *
     * @throws S3Failure NotImplemented, for those that the API does not have
     */
    static Condition ofWrite(final S3Call call) {
        final String match = call.header(MATCH);
        final String noneMatch = call.header(NONE_MATCH);
        if (noneMatch != null && (match != null || !noneMatch.equals(ANY))) {
            throw S3Failure.of(S3Error.NOT_IMPLEMENTED, "Header", NONE_MATCH);
        }
        if (ANY.equals(match)) {
            throw S3Failure.of(S3Error.NOT_IMPLEMENTED, "Header", MATCH);
        }
        if (noneMatch != null) {
            return new Condition.IsAbsent();
        }
        return match == null ? new Condition.None() : new Condition.HasEtag(Etags.unquoted(match));
    }

    /** The answer to a write whose condition did not hold. */
    static S3Failure refused(final Condition.Refusal why, final String key) {
        return switch (why) {
            case EXISTS -> S3Failure.of(S3Error.PRECONDITION_FAILED, "Condition", NONE_MATCH);
            case ABSENT -> S3Failure.of(S3Error.NO_SUCH_KEY, "Key", key);
            case DIFFERS -> S3Failure.of(S3Error.PRECONDITION_FAILED, "Condition", MATCH);
        };
    }

    /**
     * Whether the client has the object already, so that it gets 304. An ETag says more than a date, so where one is sent
     * the date of the same kind does not count (RFC 9110).
     *
     * @throws S3Failure PreconditionFailed, if the object is not the one that is wanted
     */
    static boolean isKnown(final S3Call call, final ObjectEntry object) {
        final String match = call.header(MATCH);
        if (match != null && !names(match, object)) {
            throw S3Failure.of(S3Error.PRECONDITION_FAILED, "Condition", MATCH);
        }
        final Instant modified = object.modifiedAt();
        if (match == null && date(call, UNMODIFIED).filter(modified::isAfter).isPresent()) {
            throw S3Failure.of(S3Error.PRECONDITION_FAILED, "Condition", UNMODIFIED);
        }
        final String noneMatch = call.header(NONE_MATCH);
        return noneMatch == null
                ? date(call, MODIFIED).filter(time -> !modified.isAfter(time)).isPresent()
                : names(noneMatch, object);
    }

    private static boolean names(final String etags, final ObjectEntry object) {
        return Arrays.stream(etags.split(","))
                .map(String::trim)
                .anyMatch(etag -> etag.equals(ANY) || Etags.unquoted(etag).equals(object.etag()));
    }

    private static Optional<Instant> date(final S3Call call, final String header) {
        return call.http().header(header).flatMap(HttpDates::parse);
    }
}
