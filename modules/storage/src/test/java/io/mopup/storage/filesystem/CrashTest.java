/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.events.ListedPart;
import io.mopup.events.RoundOutcome;
import io.mopup.events.UploadIdentity;
import io.mopup.storage.NoSuchUploadException;
import io.mopup.storage.PartGeneration;
import io.mopup.storage.StoredObject;
import io.mopup.storage.SweepResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process leaves on the disk when it dies between two steps, and what the next one makes of it. */
class CrashTest {
    private static final byte[] BYTES = "abc".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path root;

    private final UploadIdentity upload = Uploads.s3("u1");
    private final List<ListedPart> parts = List.of(Uploads.listed(1, 1));
    private FileSystemPartStorage storage;
    private Path directory;
    private Path part;

    @BeforeEach
    void openStore() {
        storage = Uploads.store(root);
        storage.create(upload);
        part = root.resolve(Uploads.write(storage, upload, 1, 1, BYTES).locator());
        directory = part.getParent();
    }

    @Test
    void shouldSweepTheTemporaryFileWhenAWriterDiedBeforeItsRename() throws IOException {
        Files.delete(part);
        Files.write(directory.resolve("00001.0000000000000000001.x.tmp"), BYTES);

        final SweepResult result = storage.sweep(upload);

        assertThat(result.outcome()).isEqualTo(RoundOutcome.LEFTOVERS);
        assertThat(result.partsFound()).isZero();
        assertThat(result.bytesFreed()).isEqualTo(3);
        assertThat(storage.sweep(upload)).isEqualTo(SweepResult.EMPTY);
    }

    @Test
    void shouldGoOnWhenASweepDiedAfterItsDecision() throws IOException {
        ends().decide(upload, new UploadEnd.Aborted());

        assertThat(storage.sweep(upload).partsFreed()).isEqualTo(1);
        assertThat(storage.sweep(upload)).isEqualTo(SweepResult.EMPTY);
    }

    /** The sweep has decided, but its look at the directory does not see the part. */
    @Test
    void shouldTakeThePartBackWhenTheUploadEndedDuringTheWrite() {
        final InputStream bytes = new ByteArrayInputStream(BYTES) {
            @Override
            public int read(final byte[] buffer, final int offset, final int length) {
                try {
                    ends().decide(upload, new UploadEnd.Aborted());
                } catch (final IOException e) {
                    throw new UncheckedIOException(e);
                }
                return super.read(buffer, offset, length);
            }
        };

        assertThatThrownBy(() -> storage.write(new PartGeneration(upload, 2, 2), bytes))
                .isInstanceOf(NoSuchUploadException.class)
                .hasMessageContaining("aborted");
        assertThat(Uploads.files(directory)).containsExactly(part.getFileName().toString());
    }

    @Test
    void shouldStartAnewWhenAnAssemblyDiedBeforeItsDecision() throws IOException {
        Files.write(directory.resolve("object.x.tmp"), new byte[] {9});

        final StoredObject object = storage.assemble(upload, parts);

        assertThat(root.resolve(object.location())).hasBinaryContent(BYTES);
        assertThat(directory).doesNotExist();
    }

    @Test
    void shouldFinishWhenAnAssemblyDiedBetweenItsDecisionAndTheRename() throws IOException {
        final StoredObject object = storage.assemble(upload, parts);
        Files.createDirectories(directory);
        Files.write(part, BYTES);
        Files.move(root.resolve(object.location()), directory.resolve(temporaryName()));

        assertThat(storage.sweep(upload)).isEqualTo(SweepResult.NOT_FOUND);
        assertThat(storage.assemble(upload, parts)).isEqualTo(object);

        assertThat(root.resolve(object.location())).hasBinaryContent(BYTES);
        assertThat(directory).doesNotExist();
    }

    @Test
    void shouldConsumeThePartsWhenAnAssemblyDiedBeforeIt() throws IOException {
        final StoredObject object = storage.assemble(upload, parts);
        Files.createDirectories(directory);
        Files.write(part, BYTES);

        assertThat(storage.assemble(upload, parts)).isEqualTo(object);
        assertThat(directory).doesNotExist();
    }

    @Test
    void shouldKeepTheEndWhenItWasWrittenByAnotherProcess() throws IOException {
        final StoredObject object = storage.assemble(upload, parts);

        assertThat(Uploads.store(root).assemble(upload, parts)).isEqualTo(object);
        assertThat(UploadEnd.read(Files.readString(root.resolve("ended/bucket/u1"))))
                .isInstanceOfSatisfying(UploadEnd.Assembled.class, end -> assertThat(end.object())
                        .isEqualTo(object));
        try (Stream<Path> ended = Files.list(root.resolve("ended/bucket"))) {
            assertThat(ended).hasSize(1);
        }
    }

    private String temporaryName() throws IOException {
        return ((UploadEnd.Assembled) ends().of(upload).orElseThrow()).temporary();
    }

    private EndedUploads ends() {
        return new EndedUploads(new Disk(root, false), Uploads.NO_FSYNC.endedRetention());
    }
}
