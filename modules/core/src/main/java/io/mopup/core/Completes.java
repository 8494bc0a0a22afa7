/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.core.StoredPart.Mark;
import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.DialectRules;
import io.mopup.core.dialect.Etags;
import io.mopup.core.dialect.Listing;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.CompletedPart;
import io.mopup.events.LifecycleType;
import io.mopup.events.ListedPart;
import io.mopup.events.UploadStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Decides CompleteMultipartUpload: validates the list and lets the store assemble. {@link Assembly} has the rest. */
final class Completes {
    private Completes() {}

    static Optional<Answer> decide(final Draft draft, final CompleteMultipartUpload command, final FoldInput input) {
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
            case IN_PROGRESS -> validate(draft, command, rules);
            case COMPLETING -> Optional.empty();
            case COMPLETED ->
                Optional.of(
                        digest(command).equals(state.completion().digest())
                                ? rules.completed(state.completion().answer())
                                : noSuchUpload);
            case ABORTED, UNKNOWN -> Optional.of(noSuchUpload);
        };
    }

    private static Optional<Answer> validate(
            final Draft draft, final CompleteMultipartUpload command, final DialectRules rules) {
        final SortedMap<Integer, StoredPart> live = new TreeMap<>();
        draft.ledger.forEachAfter(LedgerKeys.START, part -> {
            if (part.mark() == Mark.LIVE) {
                live.put(part.partNumber(), part);
            }
        });
        final Listing listing = rules.list(command, live, draft.state().facts());
        if (listing instanceof Listing.Refused refused) {
            return Optional.of(refused.answer());
        }
        accept(draft, command, live.size(), ((Listing.Accepted) listing).parts());
        return Optional.empty();
    }

    /** From here on no Abort can win, unless the store fails to assemble. */
    private static void accept(
            final Draft draft, final CompleteMultipartUpload command, final int live, final List<StoredPart> parts) {
        draft.state(draft.state()
                .in(UploadStatus.COMPLETING, 0, draft.after(draft.settings.assemblyAlarm()))
                .with(new Completion(
                        command.getCommandId(), Generations.of(parts), digest(command), live - parts.size(), null)));
        final var event = draft.lifecycle(LifecycleType.COMPLETING);
        event.setCommandId(command.getCommandId());
        event.setParts(parts.stream()
                .map(part -> new ListedPart(part.partNumber(), part.generation()))
                .toList());
    }

    /** A fingerprint of what was asked for, to tell a repeated Complete from another one. */
    private static String digest(final CompleteMultipartUpload command) {
        try {
            final MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            final List<CompletedPart> parts = command.getParts() == null ? List.of() : command.getParts();
            for (final CompletedPart part : parts) {
                final String entry = part.getPartNumber() + "=" + Etags.unquoted(part.getEtag()) + ';';
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
