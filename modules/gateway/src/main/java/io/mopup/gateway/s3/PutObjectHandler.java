/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.dialect.S3Error;
import io.mopup.events.Dialect;
import io.mopup.gateway.objects.Condition;
import io.mopup.gateway.objects.NewObject;
import io.mopup.gateway.objects.ObjectEntry;
import io.mopup.gateway.objects.ObjectName;
import io.mopup.gateway.objects.ObjectStore;
import io.mopup.gateway.objects.WriteOutcome;
import io.mopup.http.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** PutObject. */
final class PutObjectHandler {
    private static final int LONGEST_KEY = 1024;

    private final ObjectStore objects;
    private final Function<S3Call, Content> content;

    PutObjectHandler(final ObjectStore objects, final Function<S3Call, Content> content) {
        this.objects = objects;
        this.content = content;
    }

    HttpResponse put(final S3Call call) throws IOException {
        requireWritable(call);
        final Condition condition = ObjectConditions.ofWrite(call);
        final Content body = content.apply(call);
        final NewObject object = new NewObject(ObjectHeaders.of(call), body.checksums(), etag(call));
        final WriteOutcome outcome =
                objects.put(ObjectName.in(call.container(), call.key()), object, body.stream(), condition);
        if (outcome instanceof WriteOutcome.Refused refused) {
            throw ObjectConditions.refused(refused.why(), call.key());
        }
        final ObjectEntry entry = ((WriteOutcome.Written) outcome).entry();
        return Responses.charged(
                HttpResponse.empty(200)
                        .with("ETag", Responses.quoted(entry.etag()))
                        .with(entry.checksums()),
                call.charged());
    }

    /** @throws S3Failure if the call cannot become an object, whatever its bytes are */
    static void requireWritable(final S3Call call) {
        call.admitted();
        requireKey(call);
        UnsupportedHeaders.refuse(call);
    }

    /** Directory buckets have ETags that say nothing of the bytes. */
    static Optional<String> etag(final S3Call call) {
        return call.dialect() == Dialect.S3_DIRECTORY
                ? Optional.of(UUID.randomUUID().toString().replace("-", ""))
                : Optional.empty();
    }

    private static void requireKey(final S3Call call) {
        final int length = call.key().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_KEY) {
            throw S3Failure.of(
                    call.dialect() == Dialect.COS ? S3Error.KEY_TOO_LONG_COS : S3Error.KEY_TOO_LONG,
                    "Size",
                    Integer.toString(length),
                    "MaxSizeAllowed",
                    Integer.toString(LONGEST_KEY));
        }
    }
}
