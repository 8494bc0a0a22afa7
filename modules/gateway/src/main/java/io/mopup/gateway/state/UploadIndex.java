/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.state;

import io.mopup.client.MopupClient;
import io.mopup.client.MopupClientException;
import io.mopup.client.TopicTable;
import io.mopup.contract.MopupTopic;
import io.mopup.events.CommandResult;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadSnapshot;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** The open uploads of each container in the order in which they are listed, built from the topic of uploads. */
public final class UploadIndex implements AutoCloseable {
    private final Map<String, OpenUpload> byId = new ConcurrentHashMap<>();
    private final Map<String, NavigableSet<OpenUpload>> byContainer = new ConcurrentHashMap<>();
    /** Ended here before the topic said so; until it does, older snapshots of them mean nothing. */
    private final Map<String, Boolean> ended = new ConcurrentHashMap<>();

    private final TopicTable<UploadSnapshot> table;

    public UploadIndex(final MopupClient client) {
        this.table = client.table(MopupTopic.UPLOADS, UploadSnapshot.class, this::apply);
    }

    /**
     * Waits until every decision that is committed by now is known here.
     *
     * @throws MopupClientException if that does not come in time
     */
    public void catchUp(final Duration limit) {
        table.catchUp(limit);
    }

    /**
     * The open uploads of a container.
     *
     * @param container its key on the topic of containers
     */
    public NavigableSet<OpenUpload> open(final String container) {
        return byContainer.getOrDefault(container, new ConcurrentSkipListSet<>());
    }

    /** The upload, if it is open. */
    public Optional<OpenUpload> find(final String uploadId) {
        return Optional.ofNullable(byId.get(uploadId));
    }

    /** A creation was answered: the client has to see it, whatever the topic shows by now. */
    public void created(final UploadIdentity identity, final long initiatedAt) {
        if (!ended.containsKey(identity.getUploadId())) {
            add(OpenUpload.of(identity, initiatedAt));
        }
    }

    /** A command was answered: if its upload is over, lists must no longer show it. */
    public void answered(final CommandResult result) {
        if (result.getStatus() == UploadStatus.ABORTED || result.getStatus() == UploadStatus.COMPLETED) {
            ended.put(result.getIdentity().getUploadId(), true);
            remove(result.getIdentity().getUploadId());
        }
    }

    /** Whether the topic is still followed. */
    public boolean isOpen() {
        return table.isOpen();
    }

    @Override
    public void close() {
        table.close();
    }

    private void apply(final String uploadId, final Optional<UploadSnapshot> snapshot) {
        final boolean open = snapshot.filter(found ->
                        found.getStatus() == UploadStatus.IN_PROGRESS || found.getStatus() == UploadStatus.COMPLETING)
                .isPresent();
        if (!open) {
            ended.remove(uploadId);
            remove(uploadId);
        } else if (!ended.containsKey(uploadId)) {
            final UploadSnapshot found = snapshot.get();
            add(OpenUpload.of(
                    found.getIdentity(),
                    found.getInitiatedAt() == null ? 0 : found.getInitiatedAt().toEpochMilli()));
        }
    }

    private synchronized void add(final OpenUpload upload) {
        remove(upload.uploadId());
        byId.put(upload.uploadId(), upload);
        byContainer
                .computeIfAbsent(upload.container(), key -> new ConcurrentSkipListSet<>())
                .add(upload);
    }

    private synchronized void remove(final String uploadId) {
        final OpenUpload before = byId.remove(uploadId);
        if (before != null) {
            byContainer.get(before.container()).remove(before);
        }
    }
}
