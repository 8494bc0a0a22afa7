/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.naive;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AssemblyFailed;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.PartUploaded;
import io.mopup.events.UploadStatus;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the semantics say, in the plainest way that could be found: lists that are searched, no timers but one, nothing
 * is ever forgotten but by comparing times. Records come in order here and none is lost, so nobody waits for the creation
 * of an upload. Written from the semantics and never from the fold; where they disagree, one of the two is wrong.
 */
public final class NaiveModel {
    private final NaiveReferences references = new NaiveReferences();
    private final NaivePolicies policies;
    private final NaiveUploads uploads;
    private final NaiveParts parts;
    private final NaiveAborts aborts;
    private final NaiveCompletes completes;
    private final NaiveOperators operators;
    private final NaiveDesk desk;

    public NaiveModel(final NaiveSettings settings) {
        this.policies =
                new NaivePolicies(references, settings.glacierInactivity().toMillis());
        this.uploads = new NaiveUploads(references, settings);
        this.parts = new NaiveParts(uploads, settings);
        this.aborts = new NaiveAborts(uploads, parts, settings);
        this.completes = new NaiveCompletes(uploads, parts, settings.minPartSize());
        this.operators = new NaiveOperators(references, uploads, settings);
        this.desk = new NaiveDesk(uploads, this::decide);
    }

    /** The records of the containers topic. */
    public NaiveReferences references() {
        return references;
    }

    /** The rules that want to abort an upload in progress. */
    public NaivePolicies policies() {
        return policies;
    }

    /** All uploads that were ever created, by id. */
    public Map<String, NaiveUpload> uploads() {
        return uploads.all;
    }

    /** The upload of this id, or null where commands find none. */
    public NaiveUpload known(final String uploadId, final long now) {
        return uploads.known(uploadId, now);
    }

    /** What a command would find. */
    public UploadStatus status(final String uploadId, final long now) {
        return uploads.status(uploadId, now);
    }

    /** Whether an abort would be refused before anything is said about its upload. */
    public boolean refuses(final AbortMultipartUpload abort, final long now) {
        return NaiveAdmission.refusal(uploads.request(abort, now)) != null;
    }

    /** The deletions that have to have left. */
    public Set<String> deleted() {
        return parts.deleted;
    }

    /** What lies in the store under this id. */
    public Set<String> alive(final String uploadId) {
        return parts.alive(uploadId);
    }

    /** Time passes: an abort that was held is carried out. */
    public void passed(final long now) {
        aborts.passed(now);
    }

    /** Something comes to this upload at this time. */
    public void passed(final String uploadId, final long now) {
        aborts.passed(uploadId, now);
    }

    /** One record of the three input topics, at its time in epoch milliseconds. */
    public void receive(final SpecificRecord record, final String commandId, final long now) {
        if (record instanceof MultipartUploadCreated created) {
            uploads.create(created);
        } else if (record instanceof PartUploaded part) {
            parts.stored(part, now);
        }
        if (commandId != null) {
            desk.ask(new NaiveDesk.Asked(commandId, record), now);
        }
    }

    /** The answers since the last call, by command id. */
    public Map<String, NaiveReply> published() {
        return desk.published();
    }

    /** The recorded answer to a command, or null. */
    public NaiveReply answer(final String commandId) {
        return desk.recorded(commandId);
    }

    /** Section 9, rules 1 and 2: the store has the object; then whoever waited is decided. */
    public void assembled(final String uploadId, final long now) {
        final NaiveUpload upload = uploads.all.get(uploadId);
        desk.settle(upload, completes.assembled(upload, now), now);
    }

    /** The same where it could not make it. */
    public void assemblyFailed(final String uploadId, final AssemblyFailed event, final long now) {
        final NaiveUpload upload = uploads.all.get(uploadId);
        desk.settle(upload, completes.failed(upload, event), now);
    }

    /** The answer, or null while it depends on the outcome of an assembly. */
    private NaiveReply decide(final SpecificRecord record, final long now) {
        if (record instanceof AbortMultipartUpload abort) {
            return aborts.decide(abort, now);
        }
        if (record instanceof CompleteMultipartUpload complete) {
            return completes.decide(complete, now);
        }
        if (record instanceof MultipartUploadCreated created) {
            return uploads.answer(created);
        }
        return record instanceof PartUploaded part ? parts.answer(part, now) : operators.decide(record, now);
    }
}
