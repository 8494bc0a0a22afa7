/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.dialect.HttpDates;
import io.mopup.core.dialect.S3Error;
import io.mopup.gateway.objects.ObjectEntry;
import java.time.Instant;

/** The conditions that headers put on the object that is copied from. */
final class SourceConditions {
    private static final String CONDITION = "x-amz-copy-source-If-";

    private SourceConditions() {}

    /** @throws S3Failure PreconditionFailed, if one of them does not hold */
    static void require(final S3Call call, final ObjectEntry source) {
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
