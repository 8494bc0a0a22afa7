/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.assembly;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.mopup.contract.RecordKeys;
import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.Etags;
import io.mopup.core.dialect.S3Error;
import io.mopup.events.AssemblyFailed;
import io.mopup.events.ListedPart;
import io.mopup.events.MultipartUploadAssembled;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadLifecycle;
import io.mopup.gateway.Decisions;
import io.mopup.gateway.UndecidedException;
import io.mopup.gateway.UploadNotes;
import io.mopup.gateway.objects.Condition;
import io.mopup.gateway.objects.NewObject;
import io.mopup.gateway.objects.ObjectEntry;
import io.mopup.gateway.objects.ObjectName;
import io.mopup.gateway.objects.ObjectStore;
import io.mopup.gateway.objects.WriteOutcome;
import io.mopup.storage.NoSuchUploadException;
import io.mopup.storage.PartStorage;
import io.mopup.storage.StorageException;
import io.mopup.storage.StoredObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** Makes the objects and archives of uploads that gateways created, and reports what came of it. */
public final class Assembly implements Consumer<UploadLifecycle> {
    private static final String ARCHIVE_ID = "x-amz-archive-id";
    private static final String CHECKSUM_FIELD = "Checksum";
    private static final String CHECKSUM_HEADER = "x-amz-checksum-";
    /** A store that fails may have decided before it did; only asking again tells, however long it takes. */
    private static final RetryPolicy<Object> UNTIL_IT_ANSWERS = RetryPolicy.builder()
            .handle(StorageException.class, UndecidedException.class)
            .withBackoff(Duration.ofMillis(200), Duration.ofSeconds(10))
            .withMaxAttempts(-1)
            .build();

    private final UploadNotes notes;
    private final PartStorage storage;
    private final ObjectStore objects;
    private final Decisions decisions;
    private final Leftovers leftovers;
    private final Clock clock;

    public Assembly(
            final UploadNotes notes,
            final PartStorage storage,
            final ObjectStore objects,
            final Decisions decisions,
            final Clock clock) {
        this.notes = notes;
        this.storage = storage;
        this.objects = objects;
        this.decisions = decisions;
        this.leftovers = new Leftovers(storage, decisions, clock);
        this.clock = clock;
    }

    @Override
    public void accept(final UploadLifecycle event) {
        switch (event.getType()) {
            case COMPLETING ->
                notes.upload(event.getIdentity())
                        // Without a note it is the upload of another front end, which assembles it.
                        .ifPresent(headers ->
                                Failsafe.with(UNTIL_IT_ANSWERS).run(() -> decisions.publish(outcome(event, headers))));
            case COMPLETED -> {
                if (notes.upload(event.getIdentity()).isPresent()) {
                    Failsafe.with(UNTIL_IT_ANSWERS).run(() -> leftovers.report(event.getIdentity()));
                }
                forget(event);
            }
            case ABORTED -> forget(event);
            case ASSEMBLY_FAILED -> forgetConditions(event);
            default -> {
                // Nothing that changes what a gateway keeps.
            }
        }
    }

    private void forget(final UploadLifecycle event) {
        notes.forgetUpload(event.getIdentity());
        forgetConditions(event);
    }

    private void forgetConditions(final UploadLifecycle event) {
        if (event.getCommandId() != null) {
            notes.forgetConditions(event.getCommandId());
        }
    }

    private SpecificRecord outcome(final UploadLifecycle event, final Map<String, String> headers) {
        final UploadIdentity identity = event.getIdentity();
        final AtomicReference<StoredObject> assembled = new AtomicReference<>();
        final NewObject object = new NewObject(
                ofObject(headers), () -> proofs(assembled.get(), event), etag(identity), partSizes(event.getParts()));
        try {
            final WriteOutcome outcome = objects.adopt(
                    name(identity), identity.getUploadId(), object, condition(event.getCommandId()), () -> {
                        assembled.set(storage.assemble(identity, event.getParts()));
                        return assembled.get();
                    });
            if (outcome instanceof WriteOutcome.Refused refused) {
                return failed(event, refusal(refused.why(), identity));
            }
            return outcome instanceof WriteOutcome.Written written
                    ? assembled(event, written.entry())
                    : overwritten(event, assembled.get());
        } catch (final NoSuchUploadException e) {
            return failed(event, S3Error.INTERNAL_ERROR.answer(Map.of()).saying(e.getMessage()));
        }
    }

    /** Archives have no key; in the store they are known by the upload that they were. */
    private static ObjectName name(final UploadIdentity identity) {
        final String container =
                RecordKeys.container(identity.getDialect(), identity.getAccount(), identity.getContainer());
        return new ObjectName(container, identity.getKey() == null ? identity.getUploadId() : identity.getKey());
    }

    private static Optional<String> etag(final UploadIdentity identity) {
        return identity.getKey() == null ? Optional.of("") : Optional.empty();
    }

    /** Without what was noted for the parts. */
    private static Map<String, String> ofObject(final Map<String, String> noted) {
        final Map<String, String> headers = new HashMap<>(noted);
        headers.keySet().removeIf(name -> name.startsWith(CHECKSUM_HEADER));
        return headers;
    }

    /** Null if it is not known of one of them. */
    private static List<Long> partSizes(final List<ListedPart> parts) {
        final List<Long> sizes = new ArrayList<>();
        parts.forEach(part -> sizes.add(part.getSize()));
        return sizes.contains(null) ? null : sizes;
    }

    private static Map<String, String> proofs(final StoredObject object, final UploadLifecycle event) {
        final Map<String, String> proofs = new HashMap<>();
        event.getFields().forEach((name, value) -> {
            if (name.startsWith(CHECKSUM_FIELD)) {
                final String kind = name.substring(CHECKSUM_FIELD.length()).toLowerCase(Locale.ROOT);
                proofs.put(CHECKSUM_HEADER + kind, value);
            }
        });
        object.archiveId().ifPresent(id -> proofs.put(ARCHIVE_ID, id));
        object.treeHash().ifPresent(hash -> proofs.put("x-amz-sha256-tree-hash", hash));
        return proofs;
    }

    private Condition condition(final String commandId) {
        final Map<String, String> conditions = notes.conditions(commandId);
        if (conditions.containsKey("If-None-Match")) {
            return new Condition.IsAbsent();
        }
        final String match = conditions.get("If-Match");
        return match == null ? new Condition.None() : new Condition.HasEtag(Etags.unquoted(match));
    }

    private static Answer refusal(final Condition.Refusal why, final UploadIdentity identity) {
        return switch (why) {
            case EXISTS -> S3Error.PRECONDITION_FAILED.answer(Map.of("Condition", "If-None-Match"));
            case ABSENT -> S3Error.NO_SUCH_KEY.answer(Map.of("Key", identity.getKey()));
            case DIFFERS -> S3Error.PRECONDITION_FAILED.answer(Map.of("Condition", "If-Match"));
        };
    }

    private MultipartUploadAssembled assembled(final UploadLifecycle event, final ObjectEntry entry) {
        return assembled(event)
                .setEtag(entry.etag().isEmpty() ? null : entry.etag())
                .setArchiveId(entry.checksums().get(ARCHIVE_ID))
                .setLocation(entry.location())
                .setSize(entry.size())
                .build();
    }

    private MultipartUploadAssembled overwritten(final UploadLifecycle event, final StoredObject object) {
        return assembled(event)
                .setEtag(object.etag().orElse(null))
                .setArchiveId(object.archiveId().orElse(null))
                .setLocation(object.location())
                .setSize(object.size())
                .build();
    }

    private MultipartUploadAssembled.Builder assembled(final UploadLifecycle event) {
        return MultipartUploadAssembled.newBuilder()
                .setIdentity(event.getIdentity())
                .setCommandId(event.getCommandId())
                .setAssembledAt(now());
    }

    private AssemblyFailed failed(final UploadLifecycle event, final Answer why) {
        return AssemblyFailed.newBuilder()
                .setIdentity(event.getIdentity())
                .setCommandId(event.getCommandId())
                .setErrorCode(why.errorCode())
                .setHttpStatus(why.httpStatus())
                .setMessage(why.message())
                .setFields(why.fields())
                .setFailedAt(now())
                .build();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
