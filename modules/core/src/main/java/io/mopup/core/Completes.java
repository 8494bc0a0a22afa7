/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.Digests;
import io.mopup.core.StoredPart.Mark;
import io.mopup.core.dialect.Admission;
import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.DialectRules;
import io.mopup.core.dialect.Etags;
import io.mopup.core.dialect.Listing;
import io.mopup.core.dialect.Request;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.CompletedPart;
import io.mopup.events.LifecycleType;
import io.mopup.events.ListedPart;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Decides CompleteMultipartUpload: validates the list and lets the store assemble. {@link Assembly} has the rest. */
final class Completes {
    private Completes() {}

    static Optional<Answer> decide(final Draft draft, final CompleteMultipartUpload command) {
        final UploadState state = draft.state();
        if (isAccepted(draft, command)) {
            // It stays so: whether the caller still may, or the container still exists, is not asked a second time.
            return state.is(UploadStatus.COMPLETED) ? Optional.of(completed(draft, command)) : Optional.empty();
        }
        final Target target = Target.of(draft, command.getIdentity());
        final UploadIdentity named = target.identity();
        final DialectRules rules = draft.rules(named);
        final Answer noSuchUpload = rules.noSuchUpload(named);
        final Optional<Answer> refused = Admission.refuse(rules, Request.of(command, named, target.container()))
                .or(() -> rules.unsupported(command, named));
        if (refused.isPresent()) {
            return refused;
        }
        if (state.is(UploadStatus.UNKNOWN)) {
            return state.graceOver() ? Optional.of(noSuchUpload) : Optional.empty();
        }
        if (!rules.sameUpload(named, state.identity()) || draft.expired()) {
            return Optional.of(noSuchUpload);
        }
        return switch (state.status()) {
            case IN_PROGRESS -> validate(draft, command, named, rules);
            case COMPLETING -> Optional.empty();
            case COMPLETED ->
                Optional.of(
                        digest(command).equals(state.completion().digest()) ? completed(draft, command) : noSuchUpload);
            case ABORTED, UNKNOWN -> Optional.of(noSuchUpload);
        };
    }

    private static boolean isAccepted(final Draft draft, final CompleteMultipartUpload command) {
        final UploadState state = draft.state();
        return (state.is(UploadStatus.COMPLETING) || state.is(UploadStatus.COMPLETED))
                && command.getCommandId().equals(state.completion().commandId())
                && !draft.expired();
    }

    /** The object is there, and this is the Complete that made it, or one like it. */
    private static Answer completed(final Draft draft, final CompleteMultipartUpload command) {
        final Target target = Target.of(draft, command.getIdentity());
        return draft.rules(target.identity())
                .completed(
                        Request.of(command, target.identity(), target.container()),
                        draft.state().completion().answer());
    }

    private static Optional<Answer> validate(
            final Draft draft,
            final CompleteMultipartUpload command,
            final UploadIdentity named,
            final DialectRules rules) {
        final SortedMap<Integer, StoredPart> live = new TreeMap<>();
        draft.ledger.forEachAfter(LedgerKeys.START, part -> {
            if (part.mark() == Mark.LIVE) {
                live.put(part.partNumber(), part);
            }
        });
        final Listing listing = rules.list(
                command,
                named,
                live,
                draft.state().facts(),
                draft.settings.dialects().minPartSize());
        if (listing instanceof Listing.Refused refused) {
            return Optional.of(refused.answer());
        }
        accept(draft, command, live.size(), (Listing.Accepted) listing);
        return Optional.empty();
    }

    /** From here on no Abort can win, unless the store fails to assemble. One that is held lost already. */
    private static void accept(
            final Draft draft, final CompleteMultipartUpload command, final int live, final Listing.Accepted listing) {
        final List<StoredPart> parts = listing.parts();
        UndoWindow.takeBack(draft, "The upload is being completed.");
        draft.state(draft.state()
                .with(draft.state().watch().due(0))
                .in(UploadStatus.COMPLETING, 0, draft.after(draft.settings.assemblyAlarm()))
                .with(new Completion(
                        command.getCommandId(),
                        Generations.of(parts),
                        digest(command),
                        live - parts.size(),
                        listing.checksum(),
                        null)));
        final var event = draft.lifecycle(LifecycleType.COMPLETING);
        event.setCommandId(command.getCommandId());
        event.setParts(parts.stream()
                .map(part -> new ListedPart(part.partNumber(), part.generation(), part.size()))
                .toList());
        event.setFields(listing.checksum());
    }

    /** A fingerprint of what was asked for, to tell a repeated Complete from another one. */
    private static String digest(final CompleteMultipartUpload command) {
        final MessageDigest sha256 = Digests.sha256();
        final List<CompletedPart> parts = command.getParts() == null ? List.of() : command.getParts();
        for (final CompletedPart part : parts) {
            final String entry = part.getPartNumber() + "=" + Etags.unquoted(part.getEtag()) + ';';
            sha256.update(entry.getBytes(StandardCharsets.UTF_8));
        }
        final String archive = command.getArchiveSize() + "=" + command.getTreeHash();
        sha256.update(archive.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sha256.digest());
    }
}
