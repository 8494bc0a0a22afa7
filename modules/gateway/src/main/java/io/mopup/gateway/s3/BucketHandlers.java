/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.contract.RecordKeys;
import io.mopup.core.dialect.S3Error;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.gateway.IsoDates;
import io.mopup.gateway.objects.ObjectStore;
import io.mopup.gateway.state.BucketRegistry;
import io.mopup.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** HeadBucket, DeleteBucket, ListBuckets and GetBucketLocation. */
final class BucketHandlers {
    private static final String STANDARD_REGION = "us-east-1";

    private final BucketRegistry buckets;
    private final ObjectStore objects;
    private final Predicate<Container> hasOpenUploads;
    private final Clock clock;

    BucketHandlers(
            final BucketRegistry buckets,
            final ObjectStore objects,
            final Predicate<Container> hasOpenUploads,
            final Clock clock) {
        this.buckets = buckets;
        this.objects = objects;
        this.hasOpenUploads = hasOpenUploads;
        this.clock = clock;
    }

    /** What changes to a bucket of this name are made under, one at a time. */
    static String lock(final String bucket) {
        return "bucket " + bucket;
    }

    HttpResponse head(final S3Call call) {
        final String region = call.admitted().container().getRegion();
        return HttpResponse.empty(200).with("x-amz-bucket-region", region == null ? STANDARD_REGION : region);
    }

    HttpResponse delete(final S3Call call) {
        BucketAccess.admitOwner(call);
        return objects.exclusively(lock(call.bucket()), () -> {
            final Container bucket = call.container();
            // Where uploads are not in the way of a deletion, the processor aborts them when it learns of this one.
            final boolean empty = objects.isEmpty(RecordKeys.of(bucket))
                    && (bucket.getDialect() != Dialect.S3_DIRECTORY || !hasOpenUploads.test(bucket));
            if (!empty) {
                throw S3Failure.of(S3Error.BUCKET_NOT_EMPTY, "BucketName", call.bucket());
            }
            final Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            buckets.register(Container.newBuilder(bucket)
                    .setDeletedAt(now)
                    .setUpdatedAt(now)
                    .build());
            return HttpResponse.empty(204);
        });
    }

    /** General purpose buckets of the account or, of an account of COS, its buckets there; others have their own list. */
    HttpResponse list(final S3Call call) {
        BucketAccess.admitInAccount(call);
        final String account = call.caller().account();
        final List<Container> own = buckets.all()
                .filter(bucket -> bucket.getDialect() == call.dialect()
                        && bucket.getAccount().equals(account))
                .sorted(Comparator.comparing(Container::getContainer))
                .toList();
        return Responses.document("ListAllMyBucketsResult", xml -> {
            Owners.owner(xml, account);
            xml.nested(
                    "Buckets",
                    list -> own.forEach(bucket -> list.nested("Bucket", one -> one.element(
                                    "Name", bucket.getContainer())
                            .element(
                                    "CreationDate",
                                    IsoDates.format(bucket.getUpdatedAt().toEpochMilli())))));
        });
    }

    /** Without a region where it is the oldest one. */
    HttpResponse location(final S3Call call) {
        BucketAccess.admitOwner(call);
        final String region = call.container().getRegion();
        return Responses.document(
                "LocationConstraint", xml -> xml.text(region == null || region.equals(STANDARD_REGION) ? "" : region));
    }
}
