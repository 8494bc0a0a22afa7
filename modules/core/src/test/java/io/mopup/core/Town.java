/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordKeys;
import io.mopup.core.NaivePolicies.Due;
import io.mopup.core.SimulatedShell.Delivery;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AssemblyFailed;
import io.mopup.events.CommandResult;
import io.mopup.events.Dialect;
import io.mopup.events.LifecycleType;
import io.mopup.events.MultipartUploadAssembled;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.PartUploaded;
import io.mopup.events.ReclaimBy;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadLifecycle;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * Several uploads, all kinds of callers, changing reference data, time that jumps and a processor that is restarted.
 * Records arrive in order and none is lost, so that the fold and the {@link NaiveModel} have to agree after each.
 */
final class Town {
    private static final int PATIENCE = 5_000;
    private static final String NOBODY = "nobody";

    private final SplittableRandom random;
    private final TownScenario scenario;
    private final TownProcessor processor;
    private final TownStorage storage = new TownStorage();
    private final NaiveModel model;
    private final RandomCommands clients;
    private final RandomReferences operators;
    private final Callers callers;

    private final Map<String, UploadIdentity> ids = new TreeMap<>();
    private final List<Logged> log = new ArrayList<>();
    private final List<Delivery> pending = new ArrayList<>();
    private final Set<String> wouldAbort = new HashSet<>();
    private Map<String, NaiveReply> published = new HashMap<>();
    private long now = Samples.T0.toEpochMilli() + 123;
    private long generation;
    private int commands;
    private boolean readsAgain;
    private long readAgainAt;
    private boolean hasStrays;

    private record Logged(Delivery delivery, long at) {}

    Town(final long seed) {
        this.random = new SplittableRandom(seed);
        this.scenario = TownScenario.random(random);
        this.processor = new TownProcessor(scenario.settings(), random, this::published);
        this.model = new NaiveModel(scenario.settings());
        this.callers = new Callers(random);
        this.clients = new RandomCommands(random, callers);
        this.operators = new RandomReferences(random);
        for (int i = random.nextInt(6); i > 0; i--) {
            change();
        }
        create();
    }

    /** Anything may happen next. */
    void step() {
        now += 1 + random.nextInt(500);
        if (!pending.isEmpty() && random.nextBoolean()) {
            deliverPending();
        }
        switch (random.nextInt(32)) {
            case 0, 1 -> create();
            case 2, 3, 4, 5, 6, 7 -> store();
            case 8, 9, 10, 11, 12 -> abort();
            case 13, 14, 15 -> complete();
            case 16, 17 -> own();
            case 18, 19 -> {
                if (!scenario.steady()) {
                    change();
                }
            }
            case 20 -> repeat();
            case 21, 22, 23 -> work(1 + random.nextInt(4));
            case 24, 25 -> storage.assemble(random.nextInt(3) != 0).ifPresent(this::deliver);
            case 26, 27, 28, 29, 30 -> timePasses();
            default -> restart();
        }
        agree();
    }

    /** From here on nothing new comes: agents and front ends finish their work. */
    void settle() {
        for (int i = 0; i < PATIENCE; i++) {
            deliverPending();
            while (storage.isAssembling()) {
                storage.assemble(true).ifPresent(this::deliver);
            }
            work(Integer.MAX_VALUE);
            agree();
            if (pending.isEmpty() && processor.states().stream().allMatch(Town::isFinal)) {
                atTheEnd();
                return;
            }
            pass(Duration.ofMinutes(1).toMillis());
        }
        throw new AssertionError("I6 nothing waits for ever: still not final is one of " + processor.states());
    }

    private static boolean isFinal(final UploadState state) {
        return switch (state.status()) {
            case COMPLETING -> false;
            case UNKNOWN -> state.graceOver() && state.reclaim().settled();
            case IN_PROGRESS -> state.heldUntil() == 0 && state.reclaim().settled();
            case COMPLETED -> state.reclaim().settled();
            case ABORTED -> state.reclaim().state() == ReclaimState.RECLAIMED;
        };
    }

    private void create() {
        if (ids.size() >= 4) {
            return;
        }
        final UploadIdentity place =
                scenario.places().get(random.nextInt(scenario.places().size()));
        if (scenario.settings().dialects().containersRequired() && model.references.find(place) == null) {
            return;
        }
        final boolean glacier = place.getDialect() == Dialect.GLACIER;
        final UploadIdentity identity = new UploadIdentity(
                place.getDialect(),
                glacier || random.nextInt(4) != 0 ? place.getAccount() : null,
                place.getContainer(),
                place.getKey(),
                "u" + ids.size());
        final MultipartUploadCreated created =
                Samples.created(identity, random.nextInt(5) == 0 ? ReclaimBy.UPLOAD : ReclaimBy.PART);
        created.setInitiatedAt(Instant.ofEpochMilli(now));
        created.setInitiator(callers.initiator());
        created.setPartSize(glacier ? 1L << 20 : null);
        created.setRequesterPays(random.nextInt(4) == 0);
        created.setChecksumType(random.nextInt(6) == 0 ? "COMPOSITE" : null);
        ids.put(identity.getUploadId(), identity);
        storage.create(identity, created.getReclaimBy());
        deliver(new Delivery(created, random.nextBoolean() ? nextId() : null));
    }

    private void store() {
        final UploadIdentity identity = anyUpload();
        final NaiveUpload upload = model.known(identity.getUploadId(), now);
        final UploadState state = processor.state(identity.getUploadId());
        final boolean byUpload = model.uploads.containsKey(identity.getUploadId())
                && model.uploads.get(identity.getUploadId()).created.getReclaimBy() == ReclaimBy.UPLOAD;
        if (upload == null && (byUpload || (state != null && !state.is(UploadStatus.UNKNOWN)))) {
            // What is late by more than R is an orphan or a stray, depending on whether the timer was before it.
            return;
        }
        hasStrays |= upload == null && model.uploads.containsKey(identity.getUploadId());
        final int number = 1 + random.nextInt(3);
        final PartUploaded part =
                Samples.part(identity, number, ++generation, size(identity, byUpload), Instant.ofEpochMilli(now));
        if (identity.getDialect() == Dialect.GLACIER) {
            final boolean wrong = !byUpload && random.nextInt(10) == 0;
            part.setFirstByte(random.nextBoolean() || wrong ? (number - 1L) * (1 << 20) + (wrong ? 5 : 0) : null);
        }
        if (storage.of(identity.getUploadId()).write(number, generation)) {
            deliver(new Delivery(part, random.nextBoolean() ? nextId() : null));
        }
    }

    private long size(final UploadIdentity identity, final boolean byUpload) {
        final boolean glacier = identity.getDialect() == Dialect.GLACIER;
        final int choice = random.nextInt(12);
        if (choice == 0) {
            return 3;
        }
        if (choice == 1 && !byUpload) {
            return (glacier ? 1L << 20 : 5L << 30) + 1;
        }
        return glacier ? 1L << 20 : SimulatedStore.SIZE;
    }

    private void abort() {
        final UploadIdentity named = named();
        deliver(Delivery.of(clients.abort(named, model.known(named.getUploadId(), now), nextId(), now)));
    }

    private void complete() {
        final UploadIdentity named = named();
        deliver(Delivery.of(clients.complete(named, model.known(named.getUploadId(), now), nextId())));
    }

    private void own() {
        deliver(Delivery.of(clients.own(named(), nextId(), now)));
    }

    /** A producer that tries again. */
    private void repeat() {
        final List<Logged> commandsInLog = log.stream()
                .filter(entry -> entry.delivery().commandId() != null)
                .filter(entry -> !(entry.delivery().record() instanceof PartUploaded))
                .filter(entry -> !(entry.delivery().record() instanceof MultipartUploadCreated))
                .filter(entry -> model.known(uploadId(entry.delivery()), now) != null)
                .toList();
        if (!commandsInLog.isEmpty()) {
            deliver(commandsInLog.get(random.nextInt(commandsInLog.size())).delivery());
        }
    }

    private void change() {
        final UploadIdentity place =
                scenario.places().get(random.nextInt(scenario.places().size()));
        final var change = operators.next(place, now);
        model.references.change(change);
        processor.change(change, now);
    }

    private void restart() {
        switch (random.nextInt(3)) {
            case 0 -> processor.restart(true, now);
            case 1 -> processor.restart(false, now);
            default -> readAgain();
        }
    }

    /** All is lost but the topics: the log is read again from its beginning, much later. */
    private void readAgain() {
        if (!scenario.steady() || hasStrays) {
            return;
        }
        processor.forgetAll();
        wouldAbort.clear();
        readsAgain = true;
        for (final Logged entry : List.copyOf(log)) {
            processor.receive(entry.delivery(), entry.at(), now);
            if (random.nextInt(8) == 0 && processor.due() <= now) {
                processor.fire(now);
            }
        }
        pass(scenario.settings().grace().toMillis());
        readsAgain = false;
        readAgainAt = now;
    }

    private void work(final int most) {
        for (int i = 0; i < most && storage.hasWork(); i++) {
            storage.work(now).ifPresent(this::deliver);
        }
    }

    private void timePasses() {
        final long jump = jump();
        if (jump <= 0) {
            return;
        }
        if (random.nextInt(4) == 0) {
            // Nobody fires timers for a while: the processor stands still, or has other things to do.
            now += jump;
        } else {
            pass(jump);
        }
    }

    private long jump() {
        return switch (random.nextInt(6)) {
            case 0 -> 1 + random.nextInt(120_000);
            case 1 -> 1 + random.nextInt(3_600_000);
            case 2 -> 1 + random.nextInt(100_000_000);
            case 3 ->
                Instant.ofEpochMilli(now)
                                .truncatedTo(ChronoUnit.DAYS)
                                .plus(1, ChronoUnit.DAYS)
                                .toEpochMilli()
                        - now
                        + random.nextInt(-1, 70_000);
            default ->
                model.uploads.values().stream()
                                .filter(upload -> upload.decidedAt != 0)
                                .mapToLong(upload -> upload.decidedAt
                                        + scenario.settings()
                                                .retention(upload.identity().getDialect())
                                                .toMillis())
                                .filter(end -> end > now)
                                .min()
                                .orElse(0)
                        - now
                        + random.nextInt(-1, 2);
        };
    }

    /** Lets time pass and fires each timer when it is due. */
    private void pass(final long time) {
        final long until = now + time;
        final boolean busy = time > Duration.ofMinutes(2).toMillis();
        for (int fired = 0; processor.due() <= until; fired++) {
            if (fired > PATIENCE) {
                throw new AssertionError("I6 nothing waits for ever: busy without end is one of " + processor.states());
            }
            now = Math.max(now, processor.due());
            model.passed(now);
            processor.fire(now);
            if (busy) {
                work(Integer.MAX_VALUE);
                deliverPending();
            }
        }
        now = until;
        model.passed(now);
        if (pending.isEmpty() && !readsAgain) {
            rulesAreFollowed();
        }
    }

    private void deliverPending() {
        if (readsAgain) {
            return;
        }
        while (!pending.isEmpty()) {
            deliver(pending.remove(0));
        }
    }

    private void deliver(final SpecificRecord record) {
        deliver(Delivery.of(record));
    }

    private void deliver(final Delivery delivery) {
        log.add(new Logged(delivery, now));
        model.passed(uploadId(delivery), now);
        final SpecificRecord record = delivery.record();
        if (record instanceof MultipartUploadAssembled) {
            model.assembled(uploadId(delivery), now);
        } else if (record instanceof AssemblyFailed failed) {
            model.assemblyFailed(uploadId(delivery), failed, now);
        } else if (MopupTopic.of(record) != MopupTopic.STORAGE_REPORTS) {
            model.receive(record, delivery.commandId(), now);
        }
        processor.receive(delivery, now, now);
        final UploadState state = processor.state(uploadId(delivery));
        if (state != null && state.is(UploadStatus.UNKNOWN) && !state.graceOver()) {
            pass(scenario.settings().grace().toMillis());
        }
    }

    private void published(final SpecificRecord output) {
        storage.take(output);
        if (output instanceof CommandResult result) {
            answered(result.getCommandId(), NaiveReply.of(result));
        } else if (output instanceof AbortMultipartUpload abort) {
            require(readsAgain || applies(abort), () -> "a rule that does not apply made " + abort);
            pending.add(Delivery.of(abort));
        } else if (output instanceof UploadLifecycle event && event.getType() == LifecycleType.WOULD_ABORT) {
            final String uploadId = event.getIdentity().getUploadId();
            require(
                    wouldAbort.add(uploadId + event.getRuleId()) || !scenario.steady(),
                    () -> "reported again by a dry run: " + event);
        }
    }

    private void answered(final String commandId, final NaiveReply reply) {
        if (readsAgain) {
            final NaiveReply first = model.answer(commandId);
            require(
                    first == null || first.equals(reply),
                    () -> "read again, " + commandId + " is answered " + reply + " and not " + first);
        } else {
            published.put(commandId, reply);
        }
    }

    private boolean applies(final AbortMultipartUpload abort) {
        final NaiveUpload upload = model.known(abort.getIdentity().getUploadId(), now);
        return upload != null
                && upload.is(UploadStatus.IN_PROGRESS)
                && model.policies.due(upload, now).stream()
                        .anyMatch(rule -> !rule.dryRun()
                                && rule.reason() == abort.getReason()
                                && Objects.equals(rule.ruleId(), abort.getRuleId()));
    }

    /** What a rule wants to have aborted was asked for, unless the answer would be no. */
    private void rulesAreFollowed() {
        final long spread = scenario.settings().policies().spread().toMillis();
        final long retry = scenario.settings().policies().retry().toMillis();
        for (final NaiveUpload upload : model.uploads.values()) {
            if (!upload.is(UploadStatus.IN_PROGRESS) || upload.held != null) {
                continue;
            }
            for (final Due rule : model.policies.due(upload, now)) {
                // Sizes are looked at again after the retry time, counted from the last look.
                final long lookedAt = Math.max(Math.max(rule.since(), upload.lastActivity()), readAgainAt);
                final long since = rule.bySize() ? lookedAt + retry : rule.since();
                final boolean late = since + spread < now;
                final AbortMultipartUpload abort = Samples.abort(upload.identity(), "would-be");
                abort.setReason(rule.reason());
                require(
                        !late || rule.dryRun() || model.admission(abort, now).refusal() != null,
                        () -> "not followed: " + rule + " for "
                                + processor.state(upload.identity().getUploadId()));
            }
        }
    }

    /** The fold and the model say the same. */
    private void agree() {
        final Map<String, NaiveReply> expected = model.published();
        require(published.equals(expected), () -> "answers " + published + ", expected " + expected);
        published = new HashMap<>();
        for (final String uploadId : ids.keySet()) {
            final UploadStatus status = status(uploadId);
            final UploadStatus wanted = model.status(uploadId, now);
            require(
                    // At the very end of the window both are right: it depends on whether the timer was first.
                    status == wanted || status == model.status(uploadId, now + 1),
                    () -> uploadId + " is " + status + ", expected " + wanted + ": " + processor.state(uploadId));
        }
    }

    /** What a command would find: a tombstone past R is none, though it may still be there. */
    private UploadStatus status(final String uploadId) {
        final UploadState state = processor.state(uploadId);
        if (state == null) {
            return UploadStatus.UNKNOWN;
        }
        final long retention =
                scenario.settings().retention(state.identity().getDialect()).toMillis();
        return state.decidedAt() != 0 && now > state.decidedAt() + retention ? UploadStatus.UNKNOWN : state.status();
    }

    private void atTheEnd() {
        require(
                storage.deletions.equals(model.deleted),
                () -> "deleted " + storage.deletions + ", expected " + model.deleted);
        final Set<String> all = new HashSet<>(ids.keySet());
        all.add(NOBODY);
        for (final String uploadId : all) {
            final Set<String> lying = new HashSet<>();
            storage.of(uploadId).lying().forEach(part -> lying.add(part.name()));
            final Set<String> alive = model.alive(uploadId);
            require(lying.equals(alive), () -> uploadId + " has " + lying + ", expected " + alive);
        }
    }

    private UploadIdentity anyUpload() {
        final List<UploadIdentity> all = List.copyOf(ids.values());
        return all.isEmpty() || random.nextInt(12) == 0
                ? scenario.places().get(random.nextInt(scenario.places().size()))
                : all.get(random.nextInt(all.size()));
    }

    /** Mostly an upload, sometimes by an alias of its container, sometimes its id with another place. */
    private UploadIdentity named() {
        final UploadIdentity identity = anyUpload();
        return switch (random.nextInt(10)) {
            case 0 -> TownScenario.elsewhere(identity, identity.getUploadId(), random);
            case 1, 2 ->
                identity.getDialect() == Dialect.S3
                        ? new UploadIdentity(
                                Dialect.S3,
                                identity.getAccount(),
                                RandomReferences.alias(identity),
                                identity.getKey(),
                                identity.getUploadId())
                        : identity;
            default -> identity;
        };
    }

    private String nextId() {
        return "c" + ++commands;
    }

    private static String uploadId(final Delivery delivery) {
        return RecordKeys.identity(delivery.record()).getUploadId();
    }

    private static void require(final boolean holds, final java.util.function.Supplier<String> message) {
        if (!holds) {
            throw new AssertionError(message.get());
        }
    }
}
