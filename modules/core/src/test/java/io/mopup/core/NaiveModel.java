/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.RecordKeys;
import io.mopup.events.AbortConditions;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.AssemblyFailed;
import io.mopup.events.CancelAbort;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.LifecycleRule;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.PartUploaded;
import io.mopup.events.PinUpload;
import io.mopup.events.PolicyDecision;
import io.mopup.events.ReclaimBy;
import io.mopup.events.Requester;
import io.mopup.events.RetryReclaim;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the semantics say, in the plainest way that could be found: lists that are searched, no timers but one, nothing
 * is ever forgotten but by comparing times. Records come in order here and none is lost, so nobody waits for the creation
 * of an upload. Written from the semantics and never from the fold; where they disagree, one of the two is wrong.
 */
final class NaiveModel {
    final NaiveReferences references = new NaiveReferences();
    final NaivePolicies policies;

    /** Section 9, rule 8: a deletion is one (upload id, part number, generation). */
    final Set<String> deleted = new HashSet<>();

    /** What lies in the store and belongs to no upload that is known. */
    final Map<String, Set<String>> orphans = new HashMap<>();

    final Map<String, NaiveUpload> uploads = new HashMap<>();
    private final Map<String, NaiveReply> answers = new HashMap<>();
    private Map<String, NaiveReply> published = new HashMap<>();
    private final FoldSettings settings;

    /** A command, or an event that wants an answer. */
    record Asked(String commandId, SpecificRecord record) {}

    NaiveModel(final FoldSettings settings) {
        this.settings = settings;
        this.policies = new NaivePolicies(
                references, settings.policies().glacierInactivity().toMillis());
    }

    /** One record of the three input topics, at its time in epoch milliseconds. */
    void receive(final SpecificRecord record, final String commandId, final long now) {
        if (record instanceof MultipartUploadCreated created) {
            uploads.put(created.getIdentity().getUploadId(), new NaiveUpload(created));
        } else if (record instanceof PartUploaded part) {
            stored(part, now);
        }
        if (commandId != null) {
            ask(new Asked(commandId, record), now);
        }
    }

    /** The answers since the last call, by command id. */
    Map<String, NaiveReply> published() {
        final Map<String, NaiveReply> all = published;
        published = new HashMap<>();
        return all;
    }

    /** The recorded answer to a command, or null. */
    NaiveReply answer(final String commandId) {
        return answers.get(commandId);
    }

    /** What lies in the store under this id. */
    Set<String> alive(final String uploadId) {
        final Set<String> alive = new HashSet<>(orphans.getOrDefault(uploadId, Set.of()));
        if (uploads.containsKey(uploadId)) {
            uploads.get(uploadId).parts.forEach(part -> alive.add(name(part)));
        }
        return alive;
    }

    /** Time passes: an abort that was held is carried out. */
    void passed(final long now) {
        uploads.keySet().forEach(uploadId -> passed(uploadId, now));
    }

    /** Something comes to this upload; that the window is over counts, and not when somebody looks. */
    void passed(final String uploadId, final long now) {
        final NaiveUpload upload = uploads.get(uploadId);
        if (upload != null && upload.held != null && upload.heldUntil <= now) {
            aborted(upload, upload.held, now);
        }
    }

    /** Section 9, rule 9: a tombstone past R is dropped, by event time. */
    UploadStatus status(final String uploadId, final long now) {
        final NaiveUpload upload = known(uploadId, now);
        return upload == null ? UploadStatus.UNKNOWN : upload.status;
    }

    /** The upload of this id, or null where commands find none. */
    NaiveUpload known(final String uploadId, final long now) {
        final NaiveUpload upload = uploads.get(uploadId);
        return upload == null || (decided(upload) && now > upload.decidedAt + retention(upload)) ? null : upload;
    }

    /** Section 9, rules 1 and 2: the store has the object, or could not make it; then whoever waited is decided. */
    void assembled(final String uploadId, final long now) {
        final NaiveUpload upload = uploads.get(uploadId);
        upload.status = UploadStatus.COMPLETED;
        upload.decidedAt = now;
        List.copyOf(upload.parts).stream()
                .filter(part -> !upload.object.contains(part))
                .forEach(part -> delete(upload, part));
        settleCompleter(
                upload,
                NaiveReply.charged(
                        completed(upload), admission(upload.complete, now).charged()),
                now);
    }

    void assemblyFailed(final String uploadId, final AssemblyFailed event, final long now) {
        final NaiveUpload upload = uploads.get(uploadId);
        upload.status = UploadStatus.IN_PROGRESS;
        final List<PartUploaded> came = List.copyOf(upload.parts);
        upload.parts.clear();
        came.forEach(part -> joined(upload, part));
        final NaiveReply failure = isGlacier(upload)
                ? NaiveReply.error(500, "ServiceUnavailableException")
                : NaiveReply.error(event.getHttpStatus(), event.getErrorCode());
        settleCompleter(upload, failure, now);
    }

    private void settleCompleter(final NaiveUpload upload, final NaiveReply reply, final long now) {
        final List<Asked> waiting = List.copyOf(upload.waiting);
        upload.waiting.clear();
        for (final Asked asked : waiting) {
            if (asked.commandId().equals(upload.complete.getCommandId())) {
                answer(asked, reply);
            }
        }
        final String completer = upload.complete.getCommandId();
        waiting.stream().filter(asked -> !asked.commandId().equals(completer)).forEach(asked -> ask(asked, now));
    }

    /** Section 9, rule 7: the same command gets the recorded answer. */
    private void ask(final Asked asked, final long now) {
        final String uploadId = RecordKeys.identity(asked.record()).getUploadId();
        if (uploads.containsKey(uploadId) && uploads.get(uploadId).waiting.contains(asked)) {
            return;
        }
        final NaiveReply before = answers.get(asked.commandId());
        final NaiveReply reply = before == null ? decide(asked.record(), now) : before;
        if (reply != null) {
            answer(asked, reply);
        } else {
            uploads.get(uploadId).waiting.add(asked);
        }
    }

    private void answer(final Asked asked, final NaiveReply reply) {
        answers.put(asked.commandId(), reply);
        published.put(asked.commandId(), reply);
    }

    /** The answer, or null while it depends on the outcome of an assembly. */
    private NaiveReply decide(final SpecificRecord record, final long now) {
        if (record instanceof AbortMultipartUpload abort) {
            return abort(abort, now);
        }
        if (record instanceof CompleteMultipartUpload complete) {
            return complete(complete, now);
        }
        if (record instanceof MultipartUploadCreated created) {
            return created(created);
        }
        return record instanceof PartUploaded part ? partAnswer(part, now) : own(record, now);
    }

    /** Section 8: the headers x-amz-abort-* go with a Create in a general purpose bucket that a rule matches. */
    private NaiveReply created(final MultipartUploadCreated created) {
        final NaiveUpload upload = uploads.get(created.getIdentity().getUploadId());
        final Container container = references.find(created.getIdentity());
        if (container != null && container.getDeletedAt() != null) {
            return noSuchContainer(upload.identity());
        }
        final LifecycleRule rule = container == null ? null : NaivePolicies.first(upload, container);
        final boolean shown = rule != null && upload.identity().getDialect() == Dialect.S3;
        final String date = shown
                ? java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        NaivePolicies.abortDate(upload, rule).atOffset(java.time.ZoneOffset.UTC))
                : null;
        // The formatter leaves out the zero of a day of one digit, a header does not.
        final String twoDigits = date == null || date.charAt(6) != ' ' ? date : date.replaceFirst(", ", ", 0");
        return new NaiveReply(isGlacier(upload) ? 201 : 200, null, false, twoDigits);
    }

    /** The table of section 9, column Abort; sections 3.5, 4 and 6.3. */
    private NaiveReply abort(final AbortMultipartUpload abort, final long now) {
        final NaiveAdmission request = admission(abort, now);
        final NaiveReply refusal = request.refusal();
        if (refusal != null) {
            return refusal;
        }
        final NaiveUpload upload = request.upload();
        final boolean byRule = abort.getReason() == AbortReason.LIFECYCLE || abort.getReason() == AbortReason.EXPIRED;
        if (upload == null) {
            return nothingToAbort(request);
        }
        switch (upload.status) {
            case COMPLETING -> {
                return null;
            }
            case COMPLETED -> {
                // U3 and U14 allow a switch.
                final Dialect dialect = upload.identity().getDialect();
                final boolean switched = settings.dialects().noContentAfterComplete()
                        && (dialect == Dialect.S3 || dialect == Dialect.COS);
                return switched ? NaiveReply.charged(204, request.charged()) : nothingToAbort(request);
            }
            case ABORTED -> {
                // Section 6.3: what expired by inactivity is no longer there.
                if (upload.reason == AbortReason.EXPIRED) {
                    return nothingToAbort(request);
                }
                return isAnother(upload, abort.getConditions())
                        ? preconditionFailed()
                        : NaiveReply.charged(204, request.charged());
            }
            default -> {
                final boolean wrongTime = upload.identity().getDialect() == Dialect.S3_DIRECTORY
                        && request.ifMatchTime() != null
                        && !request.ifMatchTime()
                                .equals(upload.created.getInitiatedAt().truncatedTo(ChronoUnit.SECONDS));
                final boolean used = abort.getConditions() != null
                        && abort.getConditions().getIdleSince() != null
                        && upload.lastActivity()
                                > abort.getConditions().getIdleSince().toEpochMilli();
                final boolean pinned = byRule && upload.pinnedUntil > now;
                if (wrongTime || used || pinned || isAnother(upload, abort.getConditions())) {
                    return preconditionFailed();
                }
            }
        }
        final long undo = settings.policies().undoWindow().toMillis();
        if (undo > 0 && (byRule || abort.getReason() == AbortReason.OPERATOR)) {
            if (upload.held == null) {
                upload.held = abort.getReason();
                upload.heldUntil = now + undo;
            }
            return NaiveReply.ok(202);
        }
        aborted(upload, abort.getReason(), now);
        return NaiveReply.charged(204, request.charged());
    }

    /** Sections 3.4, 4, 6.2 and the table of section 9, column Complete. */
    private NaiveReply complete(final CompleteMultipartUpload complete, final long now) {
        final NaiveAdmission request = admission(complete, now);
        final NaiveReply refusal = request.refusal();
        if (refusal != null) {
            return refusal;
        }
        final NaiveUpload upload = request.upload();
        if (upload == null || upload.is(UploadStatus.ABORTED)) {
            return noSuchUpload(complete.getIdentity());
        }
        if (upload.is(UploadStatus.COMPLETING)) {
            return null;
        }
        if (upload.is(UploadStatus.COMPLETED)) {
            return sameList(complete, upload.complete)
                    ? NaiveReply.charged(completed(upload), request.charged())
                    : noSuchUpload(complete.getIdentity());
        }
        final List<PartUploaded> object = new ArrayList<>();
        final NaiveReply bad =
                NaivePartList.refusal(upload, complete, settings.dialects().minPartSize(), object);
        if (bad == null) {
            upload.status = UploadStatus.COMPLETING;
            upload.complete = complete;
            upload.object = object;
            upload.held = null;
        }
        return bad;
    }

    /** Mopup's own commands, from their schemas: operators of the container may, and it has to be there. */
    private NaiveReply own(final SpecificRecord record, final long now) {
        final UploadIdentity named = resolved(RecordKeys.identity(record));
        final Container container = references.find(named);
        final NaiveUpload upload = matching(named, now);
        final Requester caller = requester(record);
        final boolean missing = container == null
                ? settings.dialects().containersRequired()
                        || named.getContainer().endsWith("-s3alias")
                : container.getDeletedAt() != null;
        if (missing && !(record instanceof RetryReclaim)) {
            return noSuchContainer(named);
        }
        final NaiveUpload neighbour = neighbour(named, now);
        final String owner = container != null
                ? container.getAccount()
                : neighbour == null ? null : neighbour.identity().getAccount();
        final boolean trusted = caller.getAccount() == null && caller.getPrincipal() == null;
        final boolean root =
                caller.getPrincipal() == null || caller.getPrincipal().endsWith(":root");
        final boolean isOwner = owner != null && root && owner.equals(caller.getAccount());
        if (caller.getPolicy() == PolicyDecision.DENY
                || !(caller.getPolicy() == PolicyDecision.ALLOW || trusted || isOwner)) {
            return NaiveReply.error(
                    403, named.getDialect() == Dialect.GLACIER ? "AccessDeniedException" : "AccessDenied");
        }
        if (upload == null) {
            return noSuchUpload(named);
        }
        if (record instanceof RetryReclaim) {
            return NaiveReply.error(409, "NotParked");
        }
        if (record instanceof PinUpload pin) {
            return upload.is(UploadStatus.COMPLETING) ? null : pin(upload, pin, now);
        }
        return cancel(upload, (CancelAbort) record, now);
    }

    private NaiveReply pin(final NaiveUpload upload, final PinUpload pin, final long now) {
        if (!upload.is(UploadStatus.IN_PROGRESS)) {
            return noSuchUpload(upload.identity());
        }
        final long until = pin.getUntil() == null ? 0 : pin.getUntil().toEpochMilli();
        if (until > now && upload.held != AbortReason.OPERATOR) {
            upload.held = null;
        }
        pinned(upload, until, now);
        return NaiveReply.ok(200);
    }

    private NaiveReply cancel(final NaiveUpload upload, final CancelAbort cancel, final long now) {
        if (upload.held == null) {
            return NaiveReply.error(409, "NotHeld");
        }
        upload.held = null;
        final long usual = now + settings.policies().cancelPin().toMillis();
        pinned(
                upload,
                cancel.getPinnedUntil() == null
                        ? usual
                        : cancel.getPinnedUntil().toEpochMilli(),
                now);
        return NaiveReply.ok(200);
    }

    private void pinned(final NaiveUpload upload, final long until, final long now) {
        upload.pinnedUntil =
                until > now ? Math.min(until, now + settings.policies().pinMax().toMillis()) : 0;
    }

    /** Section 9, rules 4 and 9, and the column UploadPart. */
    private void stored(final PartUploaded part, final long now) {
        final NaiveUpload upload = known(part.getIdentity().getUploadId(), now);
        if (upload == null) {
            final String uploadId = part.getIdentity().getUploadId();
            orphans.computeIfAbsent(uploadId, id -> new HashSet<>()).add(name(part));
            if (settings.deleteOrphans()) {
                orphans.get(uploadId).remove(name(part));
                deleted.add(uploadId + "/" + part.getPartNumber() + "/" + part.getGeneration());
            }
            return;
        }
        switch (upload.status) {
            case IN_PROGRESS -> joined(upload, part);
            // Deleted or kept when the outcome is known (rule 2).
            case COMPLETING -> upload.parts.add(part);
            default -> {
                upload.parts.add(part);
                delete(upload, part);
            }
        }
    }

    /** Section 0: a newer generation supersedes the older. What breaks a size rule is not stored (3.2, 6.2). */
    private void joined(final NaiveUpload upload, final PartUploaded part) {
        if (illegal(upload, part)) {
            upload.parts.add(part);
            delete(upload, part);
            return;
        }
        List.copyOf(upload.parts).stream()
                .filter(older -> older.getPartNumber() == part.getPartNumber())
                .forEach(older -> delete(upload, older));
        upload.parts.add(part);
    }

    private NaiveReply partAnswer(final PartUploaded part, final long now) {
        final NaiveUpload upload = known(part.getIdentity().getUploadId(), now);
        if (upload == null || decided(upload)) {
            return noSuchUpload(part.getIdentity());
        }
        if (upload.is(UploadStatus.COMPLETING)) {
            return null;
        }
        if (illegal(upload, part)) {
            return NaiveReply.error(400, isGlacier(upload) ? "InvalidParameterValueException" : "EntityTooLarge");
        }
        return NaiveReply.ok(isGlacier(upload) ? 204 : 200);
    }

    /** 5 GiB at most (3.2); a range starts at a multiple of the part size and is not longer (6.2). */
    private static boolean illegal(final NaiveUpload upload, final PartUploaded part) {
        if (!isGlacier(upload)) {
            return part.getSize() > 5L * 1024 * 1024 * 1024;
        }
        final long size = upload.created.getPartSize();
        return part.getSize() > size
                || (part.getFirstByte() != null && part.getFirstByte() != (part.getPartNumber() - 1) * size);
    }

    /** Section 9, rule 8. */
    private void aborted(final NaiveUpload upload, final AbortReason reason, final long now) {
        upload.status = UploadStatus.ABORTED;
        upload.decidedAt = now;
        upload.reason = reason;
        upload.held = null;
        List.copyOf(upload.parts).forEach(part -> delete(upload, part));
    }

    /** A store that can only abort whole uploads gets no part deletions; it frees the bytes by itself. */
    private void delete(final NaiveUpload upload, final PartUploaded part) {
        upload.parts.remove(part);
        if (upload.created.getReclaimBy() == ReclaimBy.PART) {
            deleted.add(upload.identity().getUploadId() + "/" + part.getPartNumber() + "/" + part.getGeneration());
        }
    }

    /** Section 2.3, step 8 for Mopup's own conditions that tell one upload from another. */
    private static boolean isAnother(final NaiveUpload upload, final AbortConditions conditions) {
        if (conditions == null) {
            return false;
        }
        final boolean second = conditions.getInitiatedAt() == null
                || conditions
                        .getInitiatedAt()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .equals(upload.created.getInitiatedAt().truncatedTo(ChronoUnit.SECONDS));
        final boolean key = conditions.getKey() == null
                || conditions.getKey().equals(upload.identity().getKey());
        final boolean initiator = conditions.getInitiator() == null
                || conditions.getInitiator().equals(upload.initiatorAccount())
                || conditions.getInitiator().equals(upload.initiatorPrincipal());
        return !second || !key || !initiator;
    }

    NaiveAdmission admission(final SpecificRecord command, final long now) {
        final UploadIdentity named = resolved(RecordKeys.identity(command));
        return new NaiveAdmission(
                command instanceof AbortMultipartUpload abort ? abort : null,
                command instanceof CompleteMultipartUpload complete ? complete : null,
                named,
                references.find(named),
                matching(named, now),
                neighbour(named, now),
                settings.dialects().containersRequired());
    }

    /** Section 7: alias and bucket name resolve to the same upload identity. */
    private UploadIdentity resolved(final UploadIdentity named) {
        final Container container = references.find(named);
        return container == null
                ? named
                : new UploadIdentity(
                        named.getDialect(),
                        named.getAccount(),
                        container.getContainer(),
                        named.getKey(),
                        named.getUploadId());
    }

    /** Section 0, upload identity; section 9, rule 6: whoever names another key, bucket or vault names nothing. */
    private NaiveUpload matching(final UploadIdentity named, final long now) {
        final NaiveUpload upload = neighbour(named, now);
        final boolean same = upload != null
                && (named.getDialect() == Dialect.GLACIER
                        ? Objects.equals(named.getAccount(), upload.identity().getAccount())
                        : Objects.equals(named.getKey(), upload.identity().getKey()));
        return same ? upload : null;
    }

    private NaiveUpload neighbour(final UploadIdentity named, final long now) {
        final NaiveUpload upload = known(named.getUploadId(), now);
        return upload != null
                        && upload.identity().getDialect() == named.getDialect()
                        && upload.identity().getContainer().equals(named.getContainer())
                ? upload
                : null;
    }

    private static boolean sameList(final CompleteMultipartUpload one, final CompleteMultipartUpload other) {
        // Quotes around an ETag are optional (section 3.4).
        return unquoted(one).equals(unquoted(other))
                && Objects.equals(one.getArchiveSize(), other.getArchiveSize())
                && Objects.equals(one.getTreeHash(), other.getTreeHash());
    }

    private static List<String> unquoted(final CompleteMultipartUpload complete) {
        return complete.getParts() == null
                ? List.of()
                : complete.getParts().stream()
                        .map(part -> part.getPartNumber() + part.getEtag().replace("\"", ""))
                        .toList();
    }

    /** Section 4: an upload that does not exist needs no protection. */
    private static NaiveReply nothingToAbort(final NaiveAdmission request) {
        return request.named().getDialect() == Dialect.S3_DIRECTORY && request.ifMatchTime() != null
                ? NaiveReply.ok(204)
                : noSuchUpload(request.named());
    }

    private static NaiveReply noSuchUpload(final UploadIdentity named) {
        return named.getDialect() == Dialect.GLACIER
                ? NaiveReply.error(404, "ResourceNotFoundException")
                : NaiveReply.error(404, "NoSuchUpload");
    }

    private static NaiveReply noSuchContainer(final UploadIdentity named) {
        return named.getDialect() == Dialect.GLACIER
                ? NaiveReply.error(404, "ResourceNotFoundException")
                : NaiveReply.error(404, "NoSuchBucket");
    }

    private static NaiveReply preconditionFailed() {
        return NaiveReply.error(412, "PreconditionFailed");
    }

    private static int completed(final NaiveUpload upload) {
        return isGlacier(upload) ? 201 : 200;
    }

    private static boolean isGlacier(final NaiveUpload upload) {
        return upload.identity().getDialect() == Dialect.GLACIER;
    }

    private static boolean decided(final NaiveUpload upload) {
        return upload.is(UploadStatus.ABORTED) || upload.is(UploadStatus.COMPLETED);
    }

    private long retention(final NaiveUpload upload) {
        return settings.retention(upload.identity().getDialect()).toMillis();
    }

    private static String name(final PartUploaded part) {
        return SimulatedStore.name(part.getPartNumber(), part.getGeneration());
    }

    private static Requester requester(final SpecificRecord command) {
        if (command instanceof PinUpload pin) {
            return pin.getRequester();
        }
        return command instanceof CancelAbort cancel ? cancel.getRequester() : ((RetryReclaim) command).getRequester();
    }
}
