/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.core.StoredPart.Mark;
import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.DialectRules;
import io.mopup.core.dialect.Listing;
import io.mopup.events.AssemblyFailed;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.CompletedPart;
import io.mopup.events.DeletionCause;
import io.mopup.events.LifecycleType;
import io.mopup.events.ListedPart;
import io.mopup.events.MultipartUploadAssembled;
import io.mopup.events.ParkReason;
import io.mopup.events.UploadStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Decides CompleteMultipartUpload: validate, let the store assemble, take the outcome. */
final class Completes {
    private Completes() {}

    static Optional<Answer> decide(
            final Draft draft, final CompleteMultipartUpload command, final String commandId, final FoldInput input) {
        final UploadState state = draft.state();
        final DialectRules rules = draft.rules(command.getIdentity());
        final Answer noSuchUpload = rules.noSuchUpload(command.getIdentity());
        if (state.is(UploadStatus.UNKNOWN)) {
            return state.graceOver() ? Optional.of(noSuchUpload) : Optional.empty();
        }
        if (!rules.sameUpload(command.getIdentity(), state.identity()) || Aborts.expired(draft, input)) {
            return Optional.of(noSuchUpload);
        }
        return switch (state.status()) {
            case IN_PROGRESS -> validate(draft, command, commandId, rules);
            case COMPLETING -> Optional.empty();
            case COMPLETED ->
                Optional.of(
                        digest(command).equals(state.completion().digest())
                                ? rules.completed(state.completion().answer())
                                : noSuchUpload);
            case ABORTED, UNKNOWN -> Optional.of(noSuchUpload);
        };
    }

    /** The store has the object. */
    static void assembled(final Draft draft, final MultipartUploadAssembled event, final FoldInput input) {
        final UploadState state = draft.state();
        switch (state.status()) {
            case COMPLETING ->
                complete(
                        draft,
                        state.completion().isOutcome(event.getCommandId()) ? state.completion() : evidence(),
                        event,
                        input);
            // Nobody asked us, but the object is there: its parts are live, and which they are is not known.
            case IN_PROGRESS -> complete(draft, evidence(), event, input);
            case UNKNOWN -> draft.state(state.with(evidence().assembled(answer(event))));
            case ABORTED -> {
                if (state.reclaim().parkReason() != ParkReason.COMPLETION_EVIDENCE) {
                    Emission.park(
                            draft, ParkReason.COMPLETION_EVIDENCE, "The store assembled an object after the abort.");
                }
            }
            case COMPLETED -> {
                // A repetition.
            }
        }
    }

    /** An upload becomes known whose object was seen before. */
    static void knownByEvidence(final Draft draft, final Completion evidence, final FoldInput input) {
        draft.state(draft.state()
                .in(UploadStatus.COMPLETED, input.eventTime(), draft.after(draft.settings.retention()))
                .with(evidence));
        draft.lifecycle(LifecycleType.COMPLETED);
    }

    /** The store could not assemble: the upload is in progress again, and whoever waits is decided. */
    static void failed(final Draft draft, final AssemblyFailed event, final FoldInput input) {
        final UploadState state = draft.state();
        if (!state.is(UploadStatus.COMPLETING) || !state.completion().isOutcome(event.getCommandId())) {
            return;
        }
        final Completion completion = state.completion();
        draft.state(state.in(UploadStatus.IN_PROGRESS, 0, 0).with((Completion) null));
        draft.lifecycle(LifecycleType.ASSEMBLY_FAILED).setMessage(event.getMessage());
        draft.view
                .command(completion.commandId())
                .filter(StoredCommand::isWaiting)
                .ifPresent(waiting -> Commands.answerWaiting(
                        draft, waiting, draft.rules(state.identity()).assemblyFailed(event)));
        if (completion.held() == 0) {
            Commands.decideWaitingExcept(draft, completion.commandId(), input);
        } else {
            // What waits must see the ledger as it is after this, so it is decided by a timer that is due now.
            release(draft);
            draft.state(draft.state().statusDue(draft.now));
        }
    }

    private static Optional<Answer> validate(
            final Draft draft,
            final CompleteMultipartUpload command,
            final String commandId,
            final DialectRules rules) {
        final SortedMap<Integer, StoredPart> live = new TreeMap<>();
        final AtomicLong held = new AtomicLong();
        Ledger.forEach(draft.view, part -> {
            if (part.mark() == Mark.LIVE) {
                live.put(part.partNumber(), part);
            } else if (part.mark() == Mark.HELD) {
                held.incrementAndGet();
            }
        });
        final Listing listing = rules.list(command, live, draft.state().facts());
        if (listing instanceof Listing.Refused refused) {
            return Optional.of(refused.answer());
        }
        final List<StoredPart> parts = ((Listing.Accepted) listing).parts();
        final BitSet listed = new BitSet();
        parts.forEach(part -> listed.set(part.partNumber()));
        draft.state(draft.state()
                .in(UploadStatus.COMPLETING, 0, draft.after(draft.settings.assemblyAlarm()))
                .with(new Completion(
                        commandId,
                        listed.toByteArray(),
                        digest(command),
                        live.size() - parts.size(),
                        held.get(),
                        null)));
        final var event = draft.lifecycle(LifecycleType.COMPLETING);
        event.setCommandId(commandId);
        event.setParts(parts.stream()
                .map(part -> new ListedPart(part.partNumber(), part.generation()))
                .toList());
        return Optional.empty();
    }

    private static void complete(
            final Draft draft,
            final Completion completion,
            final MultipartUploadAssembled event,
            final FoldInput input) {
        draft.state(draft.state()
                .in(UploadStatus.COMPLETED, input.eventTime(), draft.after(draft.settings.retention()))
                .with(completion.assembled(answer(event)))
                .with(new Cause(completion.commandId(), input.traceParent())));
        draft.lifecycle(LifecycleType.COMPLETED).setCommandId(completion.commandId());
        if (draft.deletesParts() && completion.unlisted() + completion.held() > 0) {
            Emission.start(draft);
        }
        Commands.decideWaiting(draft, input);
    }

    /** An object that nobody asked for, or not in this way: which parts are in it is not known. */
    private static Completion evidence() {
        return new Completion(null, new byte[0], "", 0, 0, null);
    }

    /** Generations that arrived during the assembly compete with the live ones now. */
    private static void release(final Draft draft) {
        final Map<Integer, StoredPart> live = new HashMap<>();
        Ledger.forEach(draft.view, part -> {
            if (part.mark() == Mark.LIVE) {
                live.put(part.partNumber(), part);
            } else if (part.mark() == Mark.HELD) {
                final StoredPart rival = live.get(part.partNumber());
                final boolean wins = rival == null || part.generation() > rival.generation();
                draft.remove(part);
                if (wins) {
                    live.put(part.partNumber(), part.live());
                    draft.put(part.live());
                }
                final StoredPart loser = wins ? rival : part;
                if (loser != null && draft.deletesParts()) {
                    final StoredPart doomed = loser.doomed(DeletionCause.SUPERSEDED);
                    draft.put(doomed);
                    Emission.one(draft, doomed);
                }
            }
        });
    }

    private static Map<String, String> answer(final MultipartUploadAssembled event) {
        final Map<String, String> fields = new HashMap<>();
        putIfPresent(fields, "ETag", event.getEtag());
        putIfPresent(fields, "VersionId", event.getVersionId());
        putIfPresent(fields, "ArchiveId", event.getArchiveId());
        putIfPresent(fields, "Location", event.getLocation());
        return fields;
    }

    private static void putIfPresent(final Map<String, String> fields, final String name, final String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    /** A fingerprint of what was asked for, to tell a repeated Complete from another one. */
    private static String digest(final CompleteMultipartUpload command) {
        try {
            final MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            final List<CompletedPart> parts = command.getParts() == null ? List.of() : command.getParts();
            for (final CompletedPart part : parts) {
                final String entry = part.getPartNumber() + "=" + part.getEtag() + ';';
                sha256.update(entry.getBytes(StandardCharsets.UTF_8));
            }
            final String archive = command.getArchiveSize() + "=" + command.getTreeHash();
            sha256.update(archive.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256.digest());
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
