/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.Dialect;
import io.mopup.events.UploadIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadNotesTest {
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final Map<String, String> HEADERS = Map.of("content-type", "image/jpeg");

    @TempDir
    private Path root;

    private UploadNotes notes;

    @BeforeEach
    void open() {
        notes = new UploadNotes(root);
    }

    @Test
    void shouldKnowAnUploadOnlyWhenItWasCreated() {
        final UploadIdentity upload = upload("../../etc/passwd\0");

        notes.begin(upload, HEADERS);
        assertThat(notes.upload(upload)).isEmpty();

        notes.created(upload);
        assertThat(notes.upload(upload)).contains(HEADERS);
        assertThat(new UploadNotes(root).upload(upload)).as("another gateway").contains(HEADERS);
    }

    @Test
    void shouldKeepUploadsOfOneIdApartWhenTheirContainersDiffer() {
        final UploadIdentity other =
                UploadIdentity.newBuilder(upload("u")).setContainer("other").build();
        notes.begin(upload("u"), HEADERS);
        notes.created(upload("u"));

        assertThat(notes.upload(other)).isEmpty();
    }

    @Test
    void shouldHandOutWhatWasBegunLongAgoAndNotWhatWasCreated() throws IOException {
        notes.begin(upload("begun"), HEADERS);
        notes.begin(upload("created"), HEADERS);
        notes.created(upload("created"));
        age();
        notes.begin(upload("just now"), HEADERS);

        assertThat(old()).containsExactly(upload("begun"));
    }

    @Test
    void shouldForgetConditionsWhenTheyAreOld() throws IOException {
        notes.conditions("c", Map.of("If-None-Match", "*"));
        assertThat(old()).isEmpty();
        assertThat(notes.conditions("c")).containsEntry("If-None-Match", "*");

        age();

        assertThat(old()).isEmpty();
        assertThat(notes.conditions("c")).isEmpty();
    }

    @Test
    void shouldKnowNothingMoreWhenItIsForgotten() {
        notes.begin(upload("u"), HEADERS);
        notes.created(upload("u"));

        notes.forgetUpload(upload("u"));

        assertThat(notes.upload(upload("u"))).isEmpty();
        assertThat(notes.conditions(null)).isEmpty();
    }

    private List<UploadIdentity> old() {
        final List<UploadIdentity> begun = new ArrayList<>();
        notes.olderThan(LONG_AGO.plusSeconds(1), begun::add);
        return begun;
    }

    private void age() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("gateway/notes"))) {
            for (final Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
            }
        }
    }

    private static UploadIdentity upload(final String uploadId) {
        return UploadIdentity.newBuilder()
                .setDialect(Dialect.S3)
                .setContainer("photos")
                .setKey("k")
                .setUploadId(uploadId)
                .build();
    }
}
