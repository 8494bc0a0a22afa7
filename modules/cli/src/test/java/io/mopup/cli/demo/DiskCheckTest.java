/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.demo;

import static io.mopup.cli.demo.Planned.part;
import static io.mopup.cli.demo.Planned.upload;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCheckTest {
    private static final PlannedUpload UPLOAD = upload("u1", part(1, 1, 50), part(2, 1, 7), part(1, 2, 50));

    @TempDir
    private Path root;

    private DiskCheck check;

    @BeforeEach
    void begin() throws IOException {
        write("mopup-store", new byte[9]);
        write("objects/b/earlier", new byte[] {1, 2, 3});
        check = DiskCheck.begin(root);
    }

    @Test
    void shouldFindNothingWhenEveryFileIsAnObject() throws IOException {
        write("objects/b/u1", object());
        write("ended/b/u1", new byte[3]);
        assertThat(check.end(List.of(UPLOAD))).isEqualTo(new DiskCheck.Findings(List.of(), List.of()));
    }

    @Test
    void shouldFindTheLeakWhenAPartIsLeft() throws IOException {
        write("objects/b/u1", object());
        final Path part = write("uploads/b/u1/00001.part", PartContent.of(part(1, 1, 50)));
        assertThat(check.end(List.of(UPLOAD)).leaked()).containsExactly(part);
    }

    @Test
    void shouldFindTheLeakWhenTheObjectOfAnAbortedUploadIsThere() throws IOException {
        final Path object = write("objects/b/u1", object());
        assertThat(check.end(List.of()).leaked()).containsExactly(object);
    }

    @Test
    void shouldFindTheLossWhenTheObjectIsMissing() throws IOException {
        assertThat(check.end(List.of(UPLOAD)).lost()).containsExactly(UPLOAD);
    }

    @Test
    void shouldFindTheLossWhenOneByteIsWrong() throws IOException {
        final byte[] bytes = object();
        bytes[56]++;
        write("objects/b/u1", bytes);
        assertThat(check.end(List.of(UPLOAD)).lost()).containsExactly(UPLOAD);
        assertThat(check.end(List.of(UPLOAD)).leaked()).hasSize(1);
    }

    @Test
    void shouldNeedTwoFilesWhenTwoObjectsAreEqual() throws IOException {
        write("objects/b/u1", object());
        final List<PlannedUpload> twins = List.of(UPLOAD, UPLOAD);
        assertThat(check.end(twins).lost()).hasSize(1);
        write("objects/b/u2", object());
        assertThat(check.end(twins)).isEqualTo(new DiskCheck.Findings(List.of(), List.of()));
    }

    private static byte[] object() throws IOException {
        final ByteArrayOutputStream object = new ByteArrayOutputStream();
        object.write(PartContent.of(part(1, 2, 50)));
        object.write(PartContent.of(part(2, 1, 7)));
        return object.toByteArray();
    }

    private Path write(final String name, final byte[] bytes) throws IOException {
        final Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }
}
