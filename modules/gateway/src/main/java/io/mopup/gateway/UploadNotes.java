/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mopup.contract.Digests;
import io.mopup.contract.RecordKeys;
import io.mopup.events.UploadIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a gateway has to remember beside the store, in small files that all gateways on one store see: what an upload was
 * created with, and the conditions of a Complete. The topics know nothing of either, because the processor decides
 * nothing by them. That there is a note of an upload also says that a gateway assembles it, and no other front end.
 */
public final class UploadNotes {
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final ObjectMapper json = new ObjectMapper();
    private final Path directory;

    /** @param root of the store */
    public UploadNotes(final Path root) {
        this.directory = root.resolve("gateway").resolve("notes");
        try {
            Files.createDirectories(directory);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes what an upload was created with. */
    public void upload(final UploadIdentity identity, final Map<String, String> headers) {
        write(name(identity), headers);
    }

    /** What an upload was created with; empty if it was not created by a gateway, or is over. */
    public Optional<Map<String, String>> upload(final UploadIdentity identity) {
        return read(name(identity));
    }

    public void forgetUpload(final UploadIdentity identity) {
        delete(name(identity));
    }

    /** Notes the conditions of a Complete, by its command id. */
    public void conditions(final String commandId, final Map<String, String> headers) {
        write("complete-" + commandId, headers);
    }

    /** The conditions of a Complete; none if it was not sent by a gateway. */
    public Map<String, String> conditions(final String commandId) {
        return commandId == null ? Map.of() : read("complete-" + commandId).orElse(Map.of());
    }

    public void forgetConditions(final String commandId) {
        delete("complete-" + commandId);
    }

    private void write(final String name, final Map<String, String> texts) {
        final Path temporary = directory.resolve(name + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.write(temporary, json.writeValueAsBytes(texts));
            Files.move(temporary, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Map<String, String>> read(final String name) {
        try {
            return Optional.of(json.readValue(Files.readAllBytes(directory.resolve(name)), TEXTS));
        } catch (final NoSuchFileException e) {
            return Optional.empty();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete(final String name) {
        try {
            Files.deleteIfExists(directory.resolve(name));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Upload ids are opaque, so that none is a file name. */
    private static String name(final UploadIdentity identity) {
        final String text = RecordKeys.container(identity.getDialect(), identity.getAccount(), identity.getContainer())
                + "/" + identity.getUploadId();
        return "upload-" + HexFormat.of().formatHex(Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
