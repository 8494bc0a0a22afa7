/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.objects;

import static io.mopup.gateway.objects.Stores.put;
import static io.mopup.gateway.objects.Stores.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A key is text: whatever it looks like, its files lie where those of any other do, and no two keys share one. */
class HostileKeyTest {
    @TempDir
    Path directory;

    private Path root;
    private ObjectStore store;

    @BeforeEach
    void open() {
        root = directory.resolve("store");
        store = Stores.at(root);
    }

    static List<String> keys() {
        return List.of(
                "\0",
                "..",
                "../../../escaped",
                "/etc/passwd",
                "a/../../b",
                "C:\\windows",
                "a\nb",
                " ",
                "x".repeat(1024),
                "\uD83D\uDE00".repeat(256),
                "Z\u00fcrich",
                "Zu\u0308rich",
                "a.json",
                "~",
                "%2e%2e%2f");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void shouldStayBelowTheRootWhenAKeyLooksLikeAPath(final String key) {
        put(store, key, "abc");
        assertThat(Stores.files(directory)).allMatch(file -> file.startsWith(root));
        assertThat(Stores.files(root.resolve("gateway")))
                .allMatch(file -> root.relativize(file).getNameCount() <= 5)
                .noneMatch(file -> file.toString().contains("etc"));
        assertThat(text(store, key)).isEqualTo("abc");
        assertThat(store.get(Stores.photo(key)).orElseThrow().key()).isEqualTo(key);
        store.delete(Stores.photo(key));
        assertThat(Stores.bytes(root)).isEmpty();
    }

    @Test
    void shouldKeepKeysApartWhenFileSystemsWouldNot() {
        final List<String> alike = List.of("a", "A", "a/", "./a", "a ", "\u00fc", "u\u0308", "a\0");
        alike.forEach(key -> put(store, key, key));
        assertThat(alike).allSatisfy(key -> assertThat(text(store, key)).isEqualTo(key));
    }
}
