/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.contract.RecordKeys;
import io.mopup.events.Container;
import io.mopup.gateway.Platform;
import io.mopup.gateway.objects.ObjectStore;
import io.mopup.gateway.state.BucketRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** The operations on buckets and on objects that are not uploads. */
public final class ObjectOperations {
    private static final Duration CATCH_UP = Duration.ofSeconds(10);

    private ObjectOperations() {}

    /** What they need besides the objects; the bodies of objects and of documents are read differently. */
    record Parts(
            BucketRegistry buckets,
            Predicate<Container> hasOpenUploads,
            Function<S3Call, Content> object,
            Function<S3Call, Content> document,
            Clock clock) {}

    /** A handler for each of them. */
    public static Map<S3Operation, S3Handler> handlers(final Platform platform, final ObjectStore objects) {
        final Predicate<Container> hasOpenUploads = bucket -> {
            platform.index().catchUp(CATCH_UP);
            return !platform.index().open(RecordKeys.of(bucket)).isEmpty();
        };
        return handlers(
                new Parts(
                        BucketRegistry.of(platform.buckets(), platform.decisions(), CATCH_UP),
                        hasOpenUploads,
                        Content::ofObject,
                        Content::checked,
                        platform.clock()),
                objects);
    }

    static Map<S3Operation, S3Handler> handlers(final Parts parts, final ObjectStore objects) {
        final Map<S3Operation, S3Handler> handlers = new EnumMap<>(S3Operation.class);
        final BucketHandlers buckets =
                new BucketHandlers(parts.buckets(), objects, parts.hasOpenUploads(), parts.clock());
        handlers.put(
                S3Operation.CREATE_BUCKET,
                new CreateBucketHandler(parts.buckets(), objects, parts.document(), parts.clock())::create);
        handlers.put(S3Operation.HEAD_BUCKET, buckets::head);
        handlers.put(S3Operation.DELETE_BUCKET, buckets::delete);
        handlers.put(S3Operation.LIST_BUCKETS, buckets::list);
        handlers.put(S3Operation.GET_BUCKET_LOCATION, buckets::location);
        final LifecycleHandler lifecycle =
                new LifecycleHandler(parts.buckets(), objects, parts.document(), parts.clock());
        handlers.put(S3Operation.PUT_LIFECYCLE, lifecycle::put);
        handlers.put(S3Operation.GET_LIFECYCLE, lifecycle::get);
        handlers.put(S3Operation.DELETE_LIFECYCLE, lifecycle::delete);
        final ListObjectsHandler lists = new ListObjectsHandler(objects);
        handlers.put(S3Operation.LIST_OBJECTS, lists::first);
        handlers.put(S3Operation.LIST_OBJECTS_V2, lists::second);
        handlers.put(S3Operation.LIST_OBJECT_VERSIONS, lists::versions);
        final ObjectHandlers reads = new ObjectHandlers(objects);
        handlers.put(S3Operation.GET_OBJECT, reads::get);
        handlers.put(S3Operation.HEAD_OBJECT, reads::head);
        final PutObjectHandler writes = new PutObjectHandler(objects, parts.object());
        final CopyObjectHandler copies = new CopyObjectHandler(objects, parts.buckets()::bucket);
        handlers.put(
                S3Operation.PUT_OBJECT,
                call -> call.header(CopySource.SOURCE) == null ? writes.put(call) : copies.copy(call));
        final DeleteHandlers deletes = new DeleteHandlers(objects, parts.document());
        handlers.put(S3Operation.DELETE_OBJECT, deletes::delete);
        handlers.put(S3Operation.DELETE_OBJECTS, deletes::deleteAll);
        return handlers;
    }
}
