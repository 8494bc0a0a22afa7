/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortPolicy;
import io.mopup.events.AbortRound;
import io.mopup.events.AbortRoundReport;
import io.mopup.events.AssemblyFailed;
import io.mopup.events.CancelAbort;
import io.mopup.events.CommandResult;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.Container;
import io.mopup.events.MultipartUploadAssembled;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.PartDeleted;
import io.mopup.events.PartDeletion;
import io.mopup.events.PartDeletionFailed;
import io.mopup.events.PartUploaded;
import io.mopup.events.PartsObserved;
import io.mopup.events.PinUpload;
import io.mopup.events.RetryReclaim;
import io.mopup.events.UploadLifecycle;
import io.mopup.events.UploadSnapshot;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/**
 * The topic catalogue: what every topic is called, who writes it, what it holds and how long it is kept.
 *
 * <p>The real name is the configured prefix plus {@link #suffix()}, see {@link TopicNames}.
 */
@SuppressWarnings("ImmutableEnumChecker") // it does not know that List.of and Optional of a Duration are immutable
public enum MopupTopic {
    COMMANDS(
            "commands",
            Role.INPUT,
            Kept.of(Duration.ofDays(7)),
            new Reference("uploadId", "clients, operators, policies", "What clients ask for."),
            AbortMultipartUpload.class,
            CompleteMultipartUpload.class,
            RetryReclaim.class,
            CancelAbort.class,
            PinUpload.class),
    UPLOAD_EVENTS(
            "upload-events",
            Role.INPUT,
            Kept.of(Duration.ofDays(7)),
            new Reference("uploadId", "front ends, scanners", "What happens to uploads at the store."),
            MultipartUploadCreated.class,
            PartUploaded.class,
            MultipartUploadAssembled.class,
            AssemblyFailed.class,
            PartsObserved.class),
    STORAGE_REPORTS(
            "storage-reports",
            Role.INPUT,
            Kept.of(Duration.ofDays(7)),
            new Reference("uploadId", "agents", "What agents did and saw."),
            PartDeleted.class,
            PartDeletionFailed.class,
            AbortRoundReport.class),
    PART_DELETIONS(
            "part-deletions",
            Role.OUTPUT,
            Kept.of(Duration.ofDays(7)),
            new Reference(
                    "uploadId/partNumber",
                    "processor",
                    "Work for agents: single part generations. Keyed per part, so that one upload does not fill one"
                            + " partition."),
            PartDeletion.class),
    ABORT_ROUNDS(
            "abort-rounds",
            Role.OUTPUT,
            Kept.of(Duration.ofDays(7)),
            new Reference("uploadId", "processor", "Work for agents: abort at the store again, look what is left."),
            AbortRound.class),
    RESULTS(
            "results",
            Role.OUTPUT,
            Kept.of(Duration.ofDays(1)),
            new Reference("uploadId", "processor", "The answer to each command."),
            CommandResult.class),
    LIFECYCLE(
            "lifecycle",
            Role.OUTPUT,
            Kept.of(Duration.ofDays(30)),
            new Reference("uploadId", "processor", "What happened to each upload, in order."),
            UploadLifecycle.class),
    UPLOADS(
            "uploads",
            Role.OUTPUT,
            Kept.compacted(),
            new Reference("uploadId", "processor", "Where each upload stands; a tombstone when it is forgotten."),
            UploadSnapshot.class),
    CONTAINERS(
            "containers",
            Role.REFERENCE,
            Kept.compacted(),
            new Reference(
                    "s3/bucket, cos/bucket, glacier/account/vault or policy/name",
                    "operators",
                    "Reference data of buckets and vaults, and the policies that abort uploads."),
            Container.class,
            AbortPolicy.class),
    DEAD_LETTERS(
            "dead-letters",
            Role.DEAD_LETTER,
            Kept.of(Duration.ofDays(30)),
            new Reference(
                    "as rejected",
                    "processor, agents",
                    "Raw bytes that nobody could use, with the reason in the headers."));

    /** How the processor uses a topic. All inputs share one partition count, or a fold would miss half of its events. */
    public enum Role {
        INPUT,
        OUTPUT,
        REFERENCE,
        DEAD_LETTER
    }

    /**
     * How long records stay.
     *
     * @param retention time, or empty for a compacted topic
     */
    public record Kept(Optional<Duration> retention) {
        static Kept of(final Duration retention) {
            return new Kept(Optional.of(retention));
        }

        static Kept compacted() {
            return new Kept(Optional.empty());
        }

        /** The topic configuration that says the same to a broker. */
        public Map<String, String> topicConfig() {
            return retention
                    .map(time -> Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(time.toMillis())))
                    .orElse(Map.of("cleanup.policy", "compact"));
        }
    }

    /**
     * What people need to know of a topic.
     *
     * @param key what the Kafka key consists of
     * @param writers who produces
     * @param holds what its records are
     */
    public record Reference(String key, String writers, String holds) {}

    private static final Map<Class<?>, MopupTopic> BY_RECORD = Arrays.stream(values())
            .flatMap(topic -> topic.records.stream().map(type -> Map.entry(type, topic)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    private static final Map<String, Class<? extends SpecificRecord>> BY_NAME = Arrays.stream(values())
            .flatMap(topic -> topic.records.stream())
            .collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));
    private static final Map<String, MopupTopic> BY_SUFFIX =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(MopupTopic::suffix, Function.identity()));

    private final String suffix;
    private final Role role;
    private final Kept kept;
    private final Reference reference;
    private final List<Class<? extends SpecificRecord>> records;

    @SafeVarargs
    MopupTopic(
            final String suffix,
            final Role role,
            final Kept kept,
            final Reference reference,
            final Class<? extends SpecificRecord>... records) {
        this.suffix = suffix;
        this.role = role;
        this.kept = kept;
        this.reference = reference;
        this.records = List.of(records);
    }

    /** The topic that a record of this class belongs on. */
    public static MopupTopic of(final SpecificRecord record) {
        final MopupTopic topic = BY_RECORD.get(record.getClass());
        if (topic == null) {
            throw new IllegalArgumentException(record.getSchema().getFullName() + " belongs on no topic");
        }
        return topic;
    }

    /** The topic with this suffix, if there is one. */
    public static Optional<MopupTopic> ofSuffix(final String suffix) {
        return Optional.ofNullable(BY_SUFFIX.get(suffix));
    }

    /** The class for records with this full schema name, if they may stand on any topic. */
    static Optional<Class<? extends SpecificRecord>> recordNamed(final String fullName) {
        return Optional.ofNullable(BY_NAME.get(fullName));
    }

    /** The name without the prefix. */
    public String suffix() {
        return suffix;
    }

    public Role role() {
        return role;
    }

    public Kept kept() {
        return kept;
    }

    public Reference reference() {
        return reference;
    }

    /** The record classes that may stand on this topic; empty for raw bytes. */
    public List<Class<? extends SpecificRecord>> records() {
        return records;
    }

    /** Whether this record may stand on this topic. */
    public boolean holds(final SpecificRecord record) {
        return BY_RECORD.get(record.getClass()) == this;
    }
}
