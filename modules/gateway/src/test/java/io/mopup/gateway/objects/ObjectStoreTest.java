/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.objects;

import static io.mopup.gateway.objects.Stores.assembled;
import static io.mopup.gateway.objects.Stores.bytes;
import static io.mopup.gateway.objects.Stores.photo;
import static io.mopup.gateway.objects.Stores.plain;
import static io.mopup.gateway.objects.Stores.put;
import static io.mopup.gateway.objects.Stores.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.gateway.objects.Condition.HasEtag;
import io.mopup.gateway.objects.Condition.IsAbsent;
import io.mopup.gateway.objects.Condition.Refusal;
import io.mopup.gateway.objects.WriteOutcome.Refused;
import io.mopup.gateway.objects.WriteOutcome.Written;
import io.mopup.storage.StorageException;
import io.mopup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoreTest {
    private static final String MD5_OF_ABC = "900150983cd24fb0d6963f7d28e17f72";
    private static final ListQuery ALL = new ListQuery("", "", "", false, 1000);

    @TempDir
    Path root;

    private ObjectStore store;
    private ObjectStore other;

    @BeforeEach
    void open() {
        store = Stores.at(root);
        other = Stores.at(root);
    }

    @Test
    void shouldReturnWhatWasPutWhenItIsRead() throws IOException {
        final Map<String, String> headers = Map.of("content-type", "text/plain", "x-amz-meta-a", "b");
        store.put(
                photo("a"),
                new NewObject(headers, () -> Map.of("x-amz-checksum-crc32", "NSRBwg=="), Optional.empty()),
                Stores.stream("abc"),
                Stores.ALWAYS);
        final ObjectEntry entry = other.get(photo("a")).orElseThrow();
        assertThat(entry.etag()).isEqualTo(MD5_OF_ABC);
        assertThat(entry.size()).isEqualTo(3);
        assertThat(entry.headers()).isEqualTo(headers);
        assertThat(entry.checksums()).containsEntry("x-amz-checksum-crc32", "NSRBwg==");
        assertThat(entry.modifiedAt()).isEqualTo(Instant.parse("2023-11-15T12:02:40Z"));
        assertThat(text(other, "a")).isEqualTo("abc");
    }

    @Test
    void shouldAskForChecksumsAfterTheBodyWhenTheyComeBehindIt() throws IOException {
        final InputStream body = Stores.stream("abc");
        final Map<String, String> trailers = Map.of("x-amz-checksum-crc32", "NSRBwg==");
        final NewObject object = new NewObject(Map.of(), () -> left(body) == 0 ? trailers : Map.of(), Optional.empty());
        store.put(photo("a"), object, body, Stores.ALWAYS);
        assertThat(store.get(photo("a")).orElseThrow().checksums()).isEqualTo(trailers);
    }

    @Test
    void shouldReadSomeOfTheBytesWhenARangeIsAskedFor() throws IOException {
        put(store, "a", "0123456789");
        try (OpenObject object = store.open(photo("a")).orElseThrow()) {
            assertThat(object.read(3, 4).readAllBytes()).isEqualTo("3456".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void shouldReadTheOldBytesToTheirEndWhenTheObjectIsReplacedMeanwhile() throws IOException {
        put(store, "a", "old");
        try (OpenObject object = store.open(photo("a")).orElseThrow()) {
            put(other, "a", "new");
            assertThat(object.read(0, 3).readAllBytes()).isEqualTo("old".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(text(store, "a")).isEqualTo("new");
        assertThat(bytes(root)).hasSize(1);
    }

    @Test
    void shouldKeepTheOldObjectWhenABodyBreaksOff() {
        put(store, "a", "old");
        final InputStream broken = new SequenceInputStream(Stores.stream("some"), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("cut off");
            }
        });
        assertThatThrownBy(() -> store.put(photo("a"), plain(), broken, Stores.ALWAYS))
                .isInstanceOf(IOException.class)
                .hasMessage("cut off");
        assertThat(text(store, "a")).isEqualTo("old");
        assertThat(bytes(root)).hasSize(1);
    }

    @Test
    void shouldLeaveNothingWhenAnObjectIsDeletedTwice() {
        put(store, "a", "abc");
        other.delete(photo("a"));
        store.delete(photo("a"));
        assertThat(store.get(photo("a"))).isEmpty();
        assertThat(bytes(root)).isEmpty();
        assertThat(store.isEmpty("s3/photos")).isTrue();
    }

    @Test
    void shouldNotBeEmptyWhenThereIsAnObject() {
        put(store, "a", "abc");
        assertThat(other.isEmpty("s3/photos")).isFalse();
        assertThat(other.isEmpty("cos/photos")).isTrue();
    }

    @Test
    void shouldDeleteWhatACrashLeftWhenTheKeyIsWrittenAgain() throws IOException {
        put(store, "a", "abc");
        Files.writeString(bytes(root).get(0).resolveSibling("left"), "bytes without an entry");
        put(store, "a", "def");
        assertThat(bytes(root)).hasSize(1);
    }

    @Test
    void shouldDeleteAbandonedBytesWhenAStoreIsOpened() throws IOException {
        final Path directory = root.resolve("gateway/incoming");
        Files.setLastModifiedTime(Files.writeString(directory.resolve("old"), "x"), FileTime.from(Instant.EPOCH));
        Files.writeString(directory.resolve("young"), "x");
        Stores.at(root);
        assertThat(bytes(root)).containsExactly(directory.resolve("young"));
    }

    @Test
    void shouldRefuseWhenAConditionDoesNotHold() {
        assertThat(put(store, "a", "x", new HasEtag("e"))).isEqualTo(new Refused(Refusal.ABSENT));
        assertThat(put(store, "a", "abc", new IsAbsent())).isInstanceOf(Written.class);
        assertThat(put(other, "a", "x", new IsAbsent())).isEqualTo(new Refused(Refusal.EXISTS));
        assertThat(put(other, "a", "x", new HasEtag("e"))).isEqualTo(new Refused(Refusal.DIFFERS));
        assertThat(text(store, "a")).isEqualTo("abc");
        assertThat(put(other, "a", "def", new HasEtag(MD5_OF_ABC))).isInstanceOf(Written.class);
        assertThat(text(store, "a")).isEqualTo("def");
        assertThat(bytes(root)).hasSize(1);
    }

    @Test
    void shouldSeeWhatAnotherStoreWroteWhenItListedBefore() throws IOException {
        put(store, "a", "abc");
        settle();
        assertThat(store.list("s3/photos", ALL).entries())
                .extracting(ObjectEntry::size)
                .containsExactly(3L);
        put(other, "a", "abcdef");
        put(other, "b", "");
        settle();
        assertThat(store.list("s3/photos", ALL).entries())
                .extracting(ObjectEntry::size)
                .containsExactly(6L, 0L);
        other.delete(photo("a"));
        assertThat(store.list("s3/photos", ALL).entries()).hasSize(1);
    }

    @Test
    void shouldTakeTheBytesOfAnUploadWhenItIsAdopted() {
        put(store, "a", "old");
        final WriteOutcome outcome =
                store.adopt(photo("a"), "u1", plain(), Stores.ALWAYS, () -> assembled(root, "parts"));
        final ObjectEntry entry = ((Written) outcome).entry();
        assertThat(entry.etag()).isEqualTo("e-parts");
        assertThat(text(store, "a")).isEqualTo("parts");
        assertThat(bytes(root)).containsExactly(root.resolve(entry.location()));
    }

    @Test
    void shouldKeepTheObjectWhenALaterUploadOfItsKeyIsOnlyAssembled() {
        store.adopt(photo("a"), "u1", plain(), Stores.ALWAYS, () -> assembled(root, "first"));
        assembled(root, "other");
        assertThat(text(store, "a")).isEqualTo("first");
    }

    @Test
    void shouldAnswerTheSameWhenAnUploadIsAdoptedAgain() {
        final WriteOutcome first =
                store.adopt(photo("a"), "u1", plain(), new IsAbsent(), () -> assembled(root, "parts"));
        final WriteOutcome again = other.adopt(photo("a"), "u1", plain(), new IsAbsent(), () -> {
            throw new AssertionError("There is nothing left to assemble");
        });
        assertThat(again).isEqualTo(first);
    }

    @Test
    void shouldFindTheBytesAgainWhenAnAdoptionWasCutOffBeforeItsEntry() throws IOException {
        final StoredObject parts = assembled(root, "parts");
        // Entries are written there first.
        final Path incoming = root.resolve(ObjectLayout.INCOMING);
        Files.delete(incoming);
        Files.createFile(incoming);
        assertThatThrownBy(() -> store.adopt(photo("a"), "u1", plain(), Stores.ALWAYS, () -> parts))
                .isInstanceOf(StorageException.class);
        assertThat(bytes(root).stream().filter(file -> !file.equals(incoming)))
                .singleElement()
                .satisfies(file -> assertThat(file).startsWith(root.resolve("gateway")));
        Files.delete(incoming);

        assertThat(other.adopt(photo("a"), "u1", plain(), Stores.ALWAYS, () -> parts))
                .isInstanceOf(Written.class);
        assertThat(text(store, "a")).isEqualTo("parts");
    }

    @Test
    void shouldLeaveTheNewerObjectWhenAnUploadIsAdoptedTooLate() {
        final StoredObject lost = assembled(root, "first");
        store.adopt(photo("a"), "u2", plain(), Stores.ALWAYS, () -> assembled(root, "second"));
        assertThat(store.adopt(photo("a"), "u1", plain(), Stores.ALWAYS, () -> lost))
                .isEqualTo(new WriteOutcome.Overwritten());
        assertThat(text(store, "a")).isEqualTo("second");
    }

    @Test
    void shouldNotTakeTheBytesOfAnotherUploadWhenThoseOfItsOwnAreLost() {
        final StoredObject lost = assembled(root, "first");
        assembled(root, "of another upload");
        assertThat(store.adopt(photo("a"), "u1", plain(), Stores.ALWAYS, () -> lost))
                .isEqualTo(new WriteOutcome.Overwritten());
        assertThat(store.get(photo("a"))).isEmpty();
    }

    @Test
    void shouldConsumeNoPartsWhenTheConditionOfAnUploadDoesNotHold() {
        put(store, "a", "abc");
        final WriteOutcome outcome = store.adopt(photo("a"), "u1", plain(), new IsAbsent(), () -> {
            throw new AssertionError("Must not be assembled");
        });
        assertThat(outcome).isEqualTo(new Refused(Refusal.EXISTS));
        assertThat(text(store, "a")).isEqualTo("abc");
    }

    @Test
    void shouldFailInsteadOfFindingNothingWhenTheStoreIsNotMounted() throws IOException {
        put(store, "a", "abc");
        Files.move(root.resolve("gateway"), root.resolve("away"));
        Files.delete(root.resolve("mopup-store"));
        assertThatThrownBy(() -> store.get(photo("a"))).isInstanceOf(StorageException.Unreachable.class);
        assertThatThrownBy(() -> store.list("s3/photos", ALL)).isInstanceOf(StorageException.Unreachable.class);
        assertThatThrownBy(() -> store.isEmpty("s3/photos")).isInstanceOf(StorageException.Unreachable.class);
    }

    /** Only files that have not changed for a while are remembered. */
    private void settle() throws IOException {
        for (final Path file : Stores.files(root.resolve("gateway/objects"))) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        }
    }

    private static int left(final InputStream in) {
        try {
            return in.available();
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }
}
