/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.naive;

import io.mopup.contract.RecordKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Who asked what, what was answered, and who waits for the outcome of an assembly. */
final class NaiveDesk {
    private final NaiveUploads uploads;
    private final Decider decider;
    private final Map<String, NaiveReply> answers = new HashMap<>();
    private Map<String, NaiveReply> published = new HashMap<>();

    /** A command, or an event that wants an answer. */
    record Asked(String commandId, SpecificRecord record) {}

    /** Gives the answer, or null while it depends on the outcome of an assembly. */
    interface Decider {
        NaiveReply decide(SpecificRecord record, long now);
    }

    NaiveDesk(final NaiveUploads uploads, final Decider decider) {
        this.uploads = uploads;
        this.decider = decider;
    }

    /** The answers since the last call, by command id. */
    Map<String, NaiveReply> published() {
        final Map<String, NaiveReply> all = published;
        published = new HashMap<>();
        return all;
    }

    /** The recorded answer to a command, or null. */
    NaiveReply recorded(final String commandId) {
        return answers.get(commandId);
    }

    /** Section 9, rule 2: the outcome is known, and whoever waited for it is decided. */
    void settle(final NaiveUpload upload, final NaiveReply reply, final long now) {
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
    void ask(final Asked asked, final long now) {
        final String uploadId = RecordKeys.identity(asked.record()).getUploadId();
        if (uploads.all.containsKey(uploadId)
                && uploads.all.get(uploadId).waiting.contains(asked)) {
            return;
        }
        final NaiveReply before = answers.get(asked.commandId());
        final NaiveReply reply = before == null ? decider.decide(asked.record(), now) : before;
        if (reply != null) {
            answer(asked, reply);
        } else {
            uploads.all.get(uploadId).waiting.add(asked);
        }
    }

    private void answer(final Asked asked, final NaiveReply reply) {
        answers.put(asked.commandId(), reply);
        published.put(asked.commandId(), reply);
    }
}
