/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.demo;

import io.mopup.client.MopupClient;
import io.mopup.events.AssemblyFailed;
import io.mopup.events.CommandResult;
import io.mopup.events.Dialect;
import io.mopup.events.MultipartUploadAssembled;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.PartUploaded;
import io.mopup.events.UploadLifecycle;
import io.mopup.storage.NoSuchUploadException;
import io.mopup.storage.PartGeneration;
import io.mopup.storage.PartStorage;
import io.mopup.storage.StorageException;
import io.mopup.storage.StoredObject;
import io.mopup.storage.StoredPart;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What stands between the clients of an object store and its disks: stores bytes, and publishes what it did. */
final class FrontEnd {
    /** A command that was sent once must be answered once, so it is rather awaited for long than sent again. */
    static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final int INTERNAL_ERROR = 500;

    private final PartStorage storage;
    private final MopupClient client;
    private final CommandAudit commands;
    private final StoredGenerations books;

    FrontEnd(
            final PartStorage storage,
            final MopupClient client,
            final CommandAudit commands,
            final StoredGenerations books) {
        this.storage = storage;
        this.client = client;
        this.commands = commands;
        this.books = books;
    }

    void create(final PlannedUpload upload) {
        storage.create(upload.identity());
        client.send(
                        MultipartUploadCreated.newBuilder()
                                .setIdentity(upload.identity())
                                .setInitiatedAt(now())
                                .setPartSize(
                                        upload.identity().getDialect() == Dialect.GLACIER
                                                ? Long.valueOf(DemoPlan.VAULT_PART_SIZE)
                                                : null)
                                .build(),
                        commands.next(),
                        PATIENCE)
                .join();
    }

    /** Stores a part and publishes it; empty if the store refused it, because the upload had ended. */
    Optional<Uploaded> upload(final PlannedUpload upload, final PlannedPart part, final InputStream bytes)
            throws IOException {
        books.attempted(upload, part);
        final StoredPart stored;
        try {
            stored = storage.write(new PartGeneration(upload.identity(), part.partNumber(), part.generation()), bytes);
        } catch (final NoSuchUploadException e) {
            return Optional.empty();
        }
        books.stored(upload, part);
        final PartUploaded event = PartUploaded.newBuilder()
                .setIdentity(upload.identity())
                .setPartNumber(part.partNumber())
                .setGeneration(part.generation())
                .setLocator(stored.locator())
                .setSize(stored.size())
                .setEtag(stored.etag().orElse(null))
                .setTreeHash(stored.treeHash().orElse(null))
                .setUploadedAt(now())
                .build();
        return Optional.of(new Uploaded(part, stored, client.send(event, commands.next(), PATIENCE)));
    }

    /** Makes the object that an accepted Complete asks for, and publishes the outcome. */
    void assemble(final UploadLifecycle completing) {
        try {
            final StoredObject object = storage.assemble(completing.getIdentity(), completing.getParts());
            client.publish(MultipartUploadAssembled.newBuilder()
                    .setIdentity(completing.getIdentity())
                    .setCommandId(completing.getCommandId())
                    .setEtag(object.etag().orElse(null))
                    .setArchiveId(object.archiveId().orElse(null))
                    .setLocation(object.location())
                    .setSize(object.size())
                    .setAssembledAt(now())
                    .build());
        } catch (final NoSuchUploadException | StorageException e) {
            client.publish(AssemblyFailed.newBuilder()
                    .setIdentity(completing.getIdentity())
                    .setCommandId(completing.getCommandId())
                    .setErrorCode("InternalError")
                    .setHttpStatus(INTERNAL_ERROR)
                    .setMessage(e.getMessage())
                    .setFailedAt(now())
                    .build());
        }
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * A part that was stored and published.
     *
     * @param answer what its client is told
     */
    record Uploaded(PlannedPart part, StoredPart stored, CompletableFuture<CommandResult> answer) {}
}
