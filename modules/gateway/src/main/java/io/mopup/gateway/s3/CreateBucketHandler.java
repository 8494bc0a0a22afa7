/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mopup.core.dialect.ContainerNames;
import io.mopup.core.dialect.S3Error;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.gateway.objects.ObjectStore;
import io.mopup.gateway.state.BucketRegistry;
import io.mopup.http.HttpResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** CreateBucket. */
final class CreateBucketHandler {
    /** Older general purpose buckets have other names, but no new one gets such. */
    private static final Pattern NEW = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private final BucketRegistry buckets;
    private final ObjectStore objects;
    private final Function<S3Call, Content> content;
    private final Clock clock;

    /** The document in the body; directory buckets name a zone, the others a region. */
    record Configuration(
            @JsonProperty("LocationConstraint") String region,
            @JsonProperty("Location") Zone zone) {}

    record Zone(@JsonProperty("Name") String name) {}

    CreateBucketHandler(
            final BucketRegistry buckets,
            final ObjectStore objects,
            final Function<S3Call, Content> content,
            final Clock clock) {
        this.buckets = buckets;
        this.objects = objects;
        this.content = content;
        this.clock = clock;
    }

    HttpResponse create(final S3Call call) throws IOException {
        final String name = call.target().bucket();
        if (!isLegal(call.dialect(), name)) {
            throw S3Failure.of(S3Error.INVALID_BUCKET_NAME, "BucketName", name);
        }
        BucketAccess.admitInAccount(call);
        if ("true".equals(call.header("x-amz-bucket-object-lock-enabled"))) {
            throw S3Failure.of(S3Error.NOT_IMPLEMENTED, "Header", "x-amz-bucket-object-lock-enabled");
        }
        final Container container = Container.newBuilder()
                .setDialect(call.dialect())
                .setContainer(name)
                .setAccount(call.caller().account())
                .setRegion(region(call))
                .setAliases(List.of())
                .setLifecycleRules(List.of())
                .setUpdatedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .build();
        objects.exclusively(BucketHandlers.lock(name), () -> register(container));
        return HttpResponse.empty(200).with("Location", "/" + name);
    }

    /** Of all gateways on one store, one at a time looks and registers. */
    private Container register(final Container container) {
        buckets.catchUp();
        buckets.bucket(container.getContainer()).ifPresent(existing -> {
            final boolean own = existing.getAccount().equals(container.getAccount());
            throw S3Failure.of(
                    own ? S3Error.BUCKET_ALREADY_OWNED : S3Error.BUCKET_ALREADY_EXISTS,
                    "BucketName",
                    container.getContainer());
        });
        buckets.register(container);
        return container;
    }

    private String region(final S3Call call) throws IOException {
        final Optional<Configuration> sent =
                XmlReader.read(content.apply(call).stream(), "CreateBucketConfiguration", Configuration.class);
        return sent.map(document -> document.zone() == null
                        ? document.region()
                        : document.zone().name())
                .filter(text -> !text.isBlank())
                .orElse(null);
    }

    private static boolean isLegal(final Dialect dialect, final String name) {
        return ContainerNames.isLegal(dialect, name)
                && !ContainerNames.isAlias(dialect, name)
                && (dialect != Dialect.S3 || NEW.matcher(name).matches());
    }
}
