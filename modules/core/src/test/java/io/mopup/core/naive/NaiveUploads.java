/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.naive;

import io.mopup.contract.RecordKeys;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.LifecycleRule;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/** All uploads that were ever created, and which of them a request means. */
final class NaiveUploads {
    final Map<String, NaiveUpload> all = new HashMap<>();
    private final NaiveReferences references;
    private final NaiveSettings settings;

    NaiveUploads(final NaiveReferences references, final NaiveSettings settings) {
        this.references = references;
        this.settings = settings;
    }

    void create(final MultipartUploadCreated created) {
        all.put(created.getIdentity().getUploadId(), new NaiveUpload(created));
    }

    /** Section 8: the headers x-amz-abort-* go with a Create in a general purpose bucket that a rule matches. */
    NaiveReply answer(final MultipartUploadCreated created) {
        final NaiveUpload upload = all.get(created.getIdentity().getUploadId());
        final Container container = references.find(created.getIdentity());
        if (container != null && container.getDeletedAt() != null) {
            return NaiveReply.noSuchContainer(upload.identity());
        }
        final LifecycleRule rule = container == null ? null : NaivePolicies.first(upload, container);
        final boolean shown = rule != null && upload.identity().getDialect() == Dialect.S3;
        final String date = shown
                ? DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        NaivePolicies.abortDate(upload, rule).atOffset(ZoneOffset.UTC))
                : null;
        // The formatter leaves out the zero of a day of one digit, a header does not.
        final String twoDigits = date == null || date.charAt(6) != ' ' ? date : date.replaceFirst(", ", ", 0");
        return new NaiveReply(upload.isGlacier() ? 201 : 200, null, false, twoDigits);
    }

    /** Section 9, rule 9: a tombstone past R is dropped, by event time. */
    UploadStatus status(final String uploadId, final long now) {
        final NaiveUpload upload = known(uploadId, now);
        return upload == null ? UploadStatus.UNKNOWN : upload.status;
    }

    /** The upload of this id, or null where commands find none. */
    NaiveUpload known(final String uploadId, final long now) {
        final NaiveUpload upload = all.get(uploadId);
        return upload == null || (upload.isDecided() && now > upload.decidedAt + retention(upload)) ? null : upload;
    }

    NaiveRequest request(final SpecificRecord command, final long now) {
        final UploadIdentity named = resolved(RecordKeys.identity(command));
        return new NaiveRequest(
                command instanceof AbortMultipartUpload abort ? abort : null,
                command instanceof CompleteMultipartUpload complete ? complete : null,
                named,
                references.find(named),
                matching(named, now),
                neighbour(named, now),
                settings.containersRequired());
    }

    /** Section 7: alias and bucket name resolve to the same upload identity. */
    UploadIdentity resolved(final UploadIdentity named) {
        final Container container = references.find(named);
        return container == null
                ? named
                : new UploadIdentity(
                        named.getDialect(),
                        named.getAccount(),
                        container.getContainer(),
                        named.getKey(),
                        named.getUploadId());
    }

    /** Section 0, upload identity; section 9, rule 6: whoever names another key, bucket or vault names nothing. */
    NaiveUpload matching(final UploadIdentity named, final long now) {
        final NaiveUpload upload = neighbour(named, now);
        final boolean same = upload != null
                && (named.getDialect() == Dialect.GLACIER
                        ? Objects.equals(named.getAccount(), upload.identity().getAccount())
                        : Objects.equals(named.getKey(), upload.identity().getKey()));
        return same ? upload : null;
    }

    NaiveUpload neighbour(final UploadIdentity named, final long now) {
        final NaiveUpload upload = known(named.getUploadId(), now);
        return upload != null
                        && upload.identity().getDialect() == named.getDialect()
                        && upload.identity().getContainer().equals(named.getContainer())
                ? upload
                : null;
    }

    private long retention(final NaiveUpload upload) {
        return settings.retention().get(upload.identity().getDialect()).toMillis();
    }
}
