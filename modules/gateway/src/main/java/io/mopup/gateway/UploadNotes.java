/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mopup.contract.Digests;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.query.Identity;
import io.mopup.events.UploadIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What a gateway has to remember beside the store, in small files that all gateways on one store see: what an upload was
 * created with, and the conditions of a Complete. The topics know nothing of either, because the processor decides
 * nothing by them. That there is a note of an upload also says that a gateway assembles it, and no other front end.
 */
public final class UploadNotes {
    private static final String BEGUN = "begun-";
    private static final String UPLOAD = "upload-";
    private static final String COMPLETE = "complete-";
    private static final String TEMPORARY = ".tmp";

    private final ObjectMapper json = new ObjectMapper();
    private final Path directory;

    /**
     * One file.
     *
     * @param upload which upload; null for the conditions of a Complete
     * @param headers as they were sent, by the names that whoever wrote them gave them
     */
    private record Note(Identity upload, Map<String, String> headers) {}

    /** @param root of the store */
    public UploadNotes(final Path root) {
        this.directory = root.resolve("gateway").resolve("notes");
        try {
            Files.createDirectories(directory);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes what an upload is about to be created with. Until {@link #created} nobody was told its id. */
    public void begin(final UploadIdentity identity, final Map<String, String> headers) {
        write(BEGUN + digest(identity), new Note(Identity.of(identity), headers));
    }

    /** The upload is known to the processor, and from now on perhaps to a client. */
    public void created(final UploadIdentity identity) {
        try {
            Files.move(
                    directory.resolve(BEGUN + digest(identity)),
                    directory.resolve(UPLOAD + digest(identity)),
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (final NoSuchFileException e) {
            // Done before.
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an upload was created with; empty if it was not created by a gateway, or is over. */
    public Optional<Map<String, String>> upload(final UploadIdentity identity) {
        return read(directory.resolve(UPLOAD + digest(identity))).map(Note::headers);
    }

    public void forgetUpload(final UploadIdentity identity) {
        delete(directory.resolve(BEGUN + digest(identity)));
        delete(directory.resolve(UPLOAD + digest(identity)));
    }

    /** Notes the conditions of a Complete, by its command id. */
    public void conditions(final String commandId, final Map<String, String> headers) {
        write(COMPLETE + commandId, new Note(null, headers));
    }

    /** The conditions of a Complete; none if it was not sent by a gateway. */
    public Map<String, String> conditions(final String commandId) {
        return commandId == null
                ? Map.of()
                : read(directory.resolve(COMPLETE + commandId))
                        .map(Note::headers)
                        .orElse(Map.of());
    }

    public void forgetConditions(final String commandId) {
        delete(directory.resolve(COMPLETE + commandId));
    }

    /**
     * Goes through what nobody has written to since a time. Uploads that were begun and not created are handed out.
     * Conditions of a Complete, and what was never finished, are forgotten: whoever sent them has long had an answer, or
     * gets none.
     */
    public void olderThan(final Instant time, final Consumer<UploadIdentity> begun) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (final Path file : files) {
                final String name = file.getFileName().toString();
                final boolean unfinished = name.endsWith(TEMPORARY) || name.startsWith(COMPLETE);
                if ((unfinished || name.startsWith(BEGUN)) && isOlder(file, time)) {
                    if (unfinished) {
                        delete(file);
                    } else {
                        read(file).map(note -> identity(note.upload())).ifPresent(begun);
                    }
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOlder(final Path file, final Instant time) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(time);
        } catch (final NoSuchFileException e) {
            return false;
        }
    }

    private static UploadIdentity identity(final Identity noted) {
        return new UploadIdentity(noted.dialect(), noted.account(), noted.container(), noted.key(), noted.uploadId());
    }

    private void write(final String name, final Note note) {
        final Path temporary = directory.resolve(name + "." + UUID.randomUUID() + TEMPORARY);
        try {
            Files.write(temporary, json.writeValueAsBytes(note));
            Files.move(temporary, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Note> read(final Path file) {
        try {
            return Optional.of(json.readValue(Files.readAllBytes(file), Note.class));
        } catch (final NoSuchFileException e) {
            return Optional.empty();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(final Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Upload ids are opaque, so that none is a file name. */
    private static String digest(final UploadIdentity identity) {
        final String text = RecordKeys.container(identity.getDialect(), identity.getAccount(), identity.getContainer())
                + "/" + identity.getUploadId();
        return HexFormat.of().formatHex(Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
