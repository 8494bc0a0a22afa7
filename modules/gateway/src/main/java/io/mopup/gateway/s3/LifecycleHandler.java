/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.dialect.S3Error;
import io.mopup.events.Container;
import io.mopup.events.LifecycleRule;
import io.mopup.gateway.objects.ObjectStore;
import io.mopup.gateway.state.BucketRegistry;
import io.mopup.http.HttpResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;

/** The lifecycle configuration of a bucket, which is part of its registration: the processor aborts by it. */
final class LifecycleHandler {
    private final BucketRegistry buckets;
    private final ObjectStore objects;
    private final Function<S3Call, Content> content;
    private final Clock clock;

    LifecycleHandler(
            final BucketRegistry buckets,
            final ObjectStore objects,
            final Function<S3Call, Content> content,
            final Clock clock) {
        this.buckets = buckets;
        this.objects = objects;
        this.content = content;
        this.clock = clock;
    }

    HttpResponse put(final S3Call call) throws IOException {
        BucketAccess.admitOwner(call);
        Content.requireChecksum(call);
        final List<LifecycleRule> rules = XmlReader.read(
                        content.apply(call).stream(), "LifecycleConfiguration", LifecycleDocument.class)
                .orElseThrow(() -> S3Failure.of(S3Error.MALFORMED_XML))
                .registered();
        register(call, rules);
        return HttpResponse.empty(200);
    }

    HttpResponse get(final S3Call call) {
        BucketAccess.admitOwner(call);
        final List<LifecycleRule> rules = call.container().getLifecycleRules();
        if (rules.isEmpty()) {
            throw S3Failure.of(S3Error.NO_SUCH_LIFECYCLE, "BucketName", call.bucket());
        }
        return Responses.document(
                "LifecycleConfiguration",
                xml -> rules.forEach(rule -> xml.nested("Rule", one -> one.element("ID", rule.getId())
                        .nested("Filter", filter -> filter.element("Prefix", rule.getPrefix()))
                        .element("Status", rule.getEnabled() ? "Enabled" : "Disabled")
                        .nested(
                                "AbortIncompleteMultipartUpload",
                                abort -> abort.element("DaysAfterInitiation", rule.getDaysAfterInitiation())))));
    }

    HttpResponse delete(final S3Call call) {
        BucketAccess.admitOwner(call);
        register(call, List.of());
        return HttpResponse.empty(204);
    }

    /** One change at a time, each to what the last one left. */
    private void register(final S3Call call, final List<LifecycleRule> rules) {
        objects.exclusively(BucketHandlers.lock(call.bucket()), () -> {
            buckets.catchUp();
            final Container present = buckets.bucket(call.bucket())
                    .orElseThrow(() -> S3Failure.of(S3Error.NO_SUCH_BUCKET, "BucketName", call.bucket()));
            buckets.register(Container.newBuilder(present)
                    .setLifecycleRules(rules)
                    .setUpdatedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                    .build());
            return rules;
        });
    }
}
