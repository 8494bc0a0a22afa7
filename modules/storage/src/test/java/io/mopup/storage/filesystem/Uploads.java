/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage.filesystem;

import io.mopup.events.Dialect;
import io.mopup.events.ListedPart;
import io.mopup.events.UploadIdentity;
import io.mopup.storage.PartGeneration;
import io.mopup.storage.PartStorage;
import io.mopup.storage.StoredPart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What the tests of this package have in common. */
final class Uploads {
    /** Power failures are not tested here, and fsync is most of the time of a small write. */
    static final FileSystemOptions NO_FSYNC = new FileSystemOptions(false, Duration.ofDays(1));

    private Uploads() {}

    static UploadIdentity s3(final String uploadId) {
        return s3("bucket", "photos/2026/cat.jpg", uploadId);
    }

    static UploadIdentity s3(final String bucket, final String key, final String uploadId) {
        return new UploadIdentity(Dialect.S3, null, bucket, key, uploadId);
    }

    static UploadIdentity glacier(final String uploadId) {
        return new UploadIdentity(Dialect.GLACIER, "123456789012", "vault", null, uploadId);
    }

    static FileSystemPartStorage store(final Path root) {
        FileSystemPartStorage.format(root);
        return FileSystemPartStorage.open(root, NO_FSYNC);
    }

    static StoredPart write(
            final PartStorage storage,
            final UploadIdentity identity,
            final int part,
            final long generation,
            final byte[] bytes) {
        try {
            return storage.write(new PartGeneration(identity, part, generation), new ByteArrayInputStream(bytes));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ListedPart listed(final int part, final long generation) {
        return new ListedPart(part, generation, null);
    }

    /** Files below a directory, relative to it, sorted. */
    static List<String> files(final Path directory) {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(path -> !Files.isDirectory(path))
                    .map(path -> directory.relativize(path).toString())
                    .sorted()
                    .toList();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
