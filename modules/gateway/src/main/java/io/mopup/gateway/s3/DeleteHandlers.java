/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.S3Error;
import io.mopup.gateway.objects.ObjectName;
import io.mopup.gateway.objects.ObjectStore;
import io.mopup.http.HttpResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** DeleteObject and DeleteObjects. */
final class DeleteHandlers {
    private static final int MOST = 1000;
    /** To delete in spite of a condition would be worse than not to delete. */
    private static final List<String> UNSUPPORTED =
            List.of("If-Match", "x-amz-if-match-last-modified-time", "x-amz-if-match-size");

    private final ObjectStore objects;
    private final Function<S3Call, Content> content;

    record Document(
            @JsonProperty("Object") List<One> objects,
            @JsonProperty("Quiet") boolean quiet) {}

    record One(
            @JsonProperty("Key") String key,
            @JsonProperty("VersionId") String version,
            @JsonProperty("ETag") String etag,
            @JsonProperty("LastModifiedTime") String modified,
            @JsonProperty("Size") String size) {

        boolean isConditional() {
            return etag != null || modified != null || size != null;
        }
    }

    DeleteHandlers(final ObjectStore objects, final Function<S3Call, Content> content) {
        this.objects = objects;
        this.content = content;
    }

    HttpResponse delete(final S3Call call) {
        call.admitted();
        ObjectHandlers.requireNullVersion(call);
        UNSUPPORTED.stream().filter(call.http().headers()::has).findFirst().ifPresent(name -> {
            throw S3Failure.of(S3Error.NOT_IMPLEMENTED, "Header", name);
        });
        objects.delete(ObjectName.in(call.container(), call.key()));
        return Responses.charged(HttpResponse.empty(204), call.charged());
    }

    HttpResponse deleteAll(final S3Call call) throws IOException {
        BucketAccess.admitUnlisted(call);
        Content.requireChecksum(call);
        final Document document = XmlReader.read(content.apply(call).stream(), "Delete", Document.class)
                .filter(sent -> sent.objects() != null
                        && sent.objects().size() <= MOST
                        && sent.objects().stream()
                                .allMatch(one -> one.key() != null && !one.key().isEmpty()))
                .orElseThrow(() -> S3Failure.of(S3Error.MALFORMED_XML));
        return Responses.charged(
                Responses.document("DeleteResult", xml -> document.objects().forEach(one -> deleteOne(call, one)
                        .ifPresentOrElse(refusal -> error(xml, one, refusal), () -> done(xml, one, document.quiet())))),
                call.charged());
    }

    /** Each key as if it had been named alone; empty if it is deleted. */
    private Optional<Answer> deleteOne(final S3Call call, final One one) {
        final S3Call alone = new S3Call(
                call.http(),
                S3Operation.DELETE_OBJECT,
                new S3Target(call.target().bucket(), one.key()),
                call.caller(),
                call.dialect(),
                call.container(),
                call.timer());
        try {
            alone.admitted();
            if (one.isConditional()) {
                throw S3Failure.of(S3Error.NOT_IMPLEMENTED);
            }
            if (one.version() != null && !one.version().equals("null")) {
                throw S3Failure.of(S3Error.INVALID_ARGUMENT).saying("Invalid version id specified");
            }
            objects.delete(ObjectName.in(call.container(), one.key()));
            return Optional.empty();
        } catch (final S3Failure e) {
            return Optional.of(e.answer());
        }
    }

    private static void done(final XmlWriter xml, final One one, final boolean quiet) {
        if (!quiet) {
            xml.nested("Deleted", deleted -> deleted.element("Key", one.key()).element("VersionId", one.version()));
        }
    }

    private static void error(final XmlWriter xml, final One one, final Answer refusal) {
        xml.nested("Error", error -> error.element("Key", one.key())
                .element("VersionId", one.version())
                .element("Code", refusal.errorCode())
                .element("Message", refusal.message()));
    }
}
