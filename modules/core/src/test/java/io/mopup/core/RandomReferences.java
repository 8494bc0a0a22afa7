/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.RecordKeys;
import io.mopup.events.AbortPolicy;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.LifecycleRule;
import io.mopup.events.UploadIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;

/** Operators who register containers, change, delete and register them again, and who try out policies. */
final class RandomReferences {
    private final SplittableRandom random;

    /**
     * One record of the containers topic.
     *
     * @param withdrawn whether it is taken away, so that its key has no record any more
     */
    record Change(SpecificRecord record, boolean withdrawn) {
        void putInto(final ContainerDirectory directory) {
            directory.put(RecordKeys.of(record), withdrawn ? null : record);
        }
    }

    RandomReferences(final SplittableRandom random) {
        this.random = random;
    }

    /** Any change that concerns the place of this upload, in epoch milliseconds. */
    Change next(final UploadIdentity place, final long now) {
        final boolean withdrawn = random.nextInt(6) == 0;
        return new Change(random.nextInt(5) < 3 ? container(place, now) : policy(place), withdrawn);
    }

    private Container container(final UploadIdentity place, final long now) {
        final Container container = Container.newBuilder()
                .setDialect(place.getDialect())
                .setContainer(place.getContainer())
                .setAccount(place.getDialect() == Dialect.GLACIER ? place.getAccount() : Samples.OWNER)
                .setUpdatedAt(Instant.ofEpochMilli(now))
                .build();
        container.setRequesterPays(random.nextInt(3) == 0);
        container.setNoLongerSupported(place.getDialect() == Dialect.GLACIER && random.nextInt(10) == 0);
        container.setDeletedAt(random.nextInt(5) == 0 ? Instant.ofEpochMilli(now) : null);
        container.setLifecycleRules(rules());
        if (place.getDialect() == Dialect.S3) {
            container.setAliases(List.of(alias(place)));
        }
        return container;
    }

    static String alias(final UploadIdentity place) {
        return place.getContainer() + "-ap-1-s3alias";
    }

    private List<LifecycleRule> rules() {
        final List<LifecycleRule> rules = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            final String prefix = pick("", "", "2026/", "logs/");
            rules.add(new LifecycleRule("rule" + i, random.nextInt(5) != 0, prefix, 1 + random.nextInt(3)));
        }
        return rules;
    }

    private AbortPolicy policy(final UploadIdentity place) {
        final AbortPolicy policy = AbortPolicy.newBuilder()
                .setName("p" + random.nextInt(3))
                .setEnabled(random.nextInt(6) != 0)
                .setDryRun(random.nextInt(3) == 0)
                .setUpdatedAt(Samples.T0)
                .build();
        policy.setDialect(random.nextInt(4) == 0 ? place.getDialect() : null);
        policy.setContainer(random.nextInt(4) == 0 ? place.getContainer() : null);
        policy.setOwner(pick(null, null, null, Samples.OWNER, Callers.STRANGER));
        policy.setPrefix(pick("", "", "2026/", "logs/"));
        policy.setInitiator(pick(null, null, null, Callers.INITIATOR, Callers.INITIATOR_ARN));
        policy.setMinBytes(random.nextInt(6) == 0 ? 15L : null);
        policy.setMaxBytes(random.nextInt(6) == 0 ? 25L : null);
        final boolean idle = random.nextBoolean();
        policy.setIdleSeconds(idle ? seconds() : null);
        policy.setAgeSeconds(!idle || random.nextInt(4) == 0 ? seconds() : null);
        return policy;
    }

    private long seconds() {
        return Duration.ofMinutes(1L + random.nextInt(30 * 60)).toSeconds();
    }

    private String pick(final String... values) {
        return values[random.nextInt(values.length)];
    }
}
