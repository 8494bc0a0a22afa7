/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.events.UploadIdentity;
import io.mopup.storage.PartGeneration;
import io.mopup.storage.StorageException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreLayoutTest {
    /** Texts that are, or look like, something else on some file system. */
    static List<String> hostileTexts() {
        return List.of(
                ".",
                "..",
                "../..",
                "../../etc/passwd",
                "/etc/passwd",
                "a/../../b",
                "a/b",
                "a\\..\\b",
                "a\0b",
                "\n",
                " ",
                "~",
                "a~b",
                "a+b",
                "UPPER",
                "Upper",
                "upper.",
                "-rf",
                "é",
                "e\u0301",
                "\uD83D\uDE00",
                "C:\\x",
                "x".repeat(101),
                "X".repeat(1024),
                "\u00fc".repeat(512));
    }

    @Test
    void shouldKeepNamesReadableWhenTheyArePlain() {
        assertThat(StoreLayout.part(new PartGeneration(Uploads.s3("my-bucket", "k", "upload.1"), 3, 7)))
                .isEqualTo("uploads/my-bucket/upload.1/00003.0000000000000000007.part");
        assertThat(StoreLayout.upload(Uploads.glacier("u"))).isEqualTo("uploads/123456789012+vault/u");
        assertThat(StoreLayout.object(Uploads.s3("b", "Photos/2026/Cat.jpg", "u")))
                .startsWith("objects/b/photos_2026_cat_jpg~");
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void shouldMakeLegalLocatorsWhenTextsAreHostile(final String text) {
        final UploadIdentity identity = Uploads.s3(text, text, text);
        final String locator = StoreLayout.part(new PartGeneration(identity, 10_000, Long.MAX_VALUE));

        assertThat(locator.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1024);
        assertThat(locator).matches("[a-z0-9._~+/-]+");
        assertThat(locator.split("/", -1)).hasSize(4).allSatisfy(segment -> assertThat(segment)
                .isNotIn("", ".", "..")
                .hasSizeLessThanOrEqualTo(255));
        assertThat(StoreLayout.requirePartOf(identity, locator)).isEqualTo(locator);
    }

    @Test
    void shouldGiveEveryUploadItsOwnDirectoryWhenNamesDifferOnlyInCaseOrUnicode() {
        final Set<String> directories = new HashSet<>();
        for (final String text : hostileTexts()) {
            // A file system that ignores case must keep them apart too.
            assertThat(directories.add(StoreLayout.upload(Uploads.s3(text)).toLowerCase(Locale.ROOT)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "..",
                "uploads/bucket/u",
                "uploads/bucket/u/",
                "uploads/bucket/u/..",
                "uploads/bucket/u/../v/00001.0000000000000000001.part",
                "uploads/bucket/u/x/00001.0000000000000000001.part",
                "uploads/bucket/v/00001.0000000000000000001.part",
                "/uploads/bucket/u/00001.0000000000000000001.part",
                "uploads/bucket/u/00001.0000000000000000001.part/..",
                "uploads/bucket/u/00001.0000000000000000001.part\0",
                "uploads/bucket/u/00000.0000000000000000001.part",
                "uploads/bucket/u/10001.0000000000000000001.part",
                "uploads/bucket/u/00001.9999999999999999999.part",
                "uploads/bucket/u/object.tmp",
                "objects/bucket/key",
                "ended/bucket/u",
                "mopup-store"
            })
    void shouldRefuseLocatorsWhenTheyNameNoPartOfTheUpload(final String locator) {
        assertThatThrownBy(() -> StoreLayout.requirePartOf(Uploads.s3("u"), locator))
                .isInstanceOf(StorageException.Unusable.class);
    }

    @Test
    void shouldRefuseIdentitiesWhenTheyAreIncomplete() {
        final UploadIdentity noAccount = Uploads.glacier("u");
        noAccount.setAccount(null);
        for (final UploadIdentity identity : Arrays.asList(Uploads.s3(""), Uploads.s3("", "k", "u"), noAccount)) {
            assertThatThrownBy(() -> StoreLayout.upload(identity)).isInstanceOf(StorageException.Unusable.class);
        }
        assertThatThrownBy(() -> StoreLayout.object(Uploads.s3("b", null, "u")))
                .isInstanceOf(StorageException.Unusable.class);
    }
}
