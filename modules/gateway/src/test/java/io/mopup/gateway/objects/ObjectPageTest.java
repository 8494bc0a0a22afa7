/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ObjectPageTest {
    private static final int MANY = 1000;

    @Test
    void shouldOrderByUtf8WhenUtf16WouldOrderOtherwise() {
        assertThat(keys(page(List.of("\uD83D\uDE00", "\uFF5E", "a", "B"), query("", "", ""))))
                .containsExactly("B", "a", "\uFF5E", "\uD83D\uDE00");
    }

    @Test
    void shouldPutKeysTogetherWhenThereIsADelimiter() {
        final ObjectPage page = page(List.of("a", "b/1", "b/2", "c/d/e", "f"), query("", "/", ""));
        assertThat(keys(page)).containsExactly("a", "f");
        assertThat(page.prefixes()).containsExactly("b/", "c/");
        assertThat(page.truncated()).isFalse();
    }

    @Test
    void shouldLookForTheDelimiterBehindThePrefixWhenThePrefixHasOne() {
        final ObjectPage page = page(List.of("a/b/c", "a/b", "a/", "x"), query("a/", "/", ""));
        assertThat(keys(page)).containsExactly("a/", "a/b");
        assertThat(page.prefixes()).containsExactly("a/b/");
    }

    @Test
    void shouldShowEachOnceWhenPagesFollowEachOther() {
        final List<String> objects = List.of("asdf", "boo/bar", "boo/baz/xyzzy", "cquux/thud", "cquux/bla", "d");
        final List<String> shown = new ArrayList<>();
        String after = "";
        for (int page = 0; page < objects.size(); page++) {
            final ObjectPage one = page(objects, new ListQuery("", "/", after, true, 1));
            Stream.concat(keys(one).stream(), one.prefixes().stream()).forEach(shown::add);
            if (!one.truncated()) {
                break;
            }
            after = one.next().orElseThrow();
        }
        assertThat(shown).containsExactly("asdf", "boo/", "cquux/", "d");
    }

    @Test
    void shouldShowAPrefixWhenAPageBeginsInsideItForTheFirstTime() {
        final List<String> objects = List.of("a/1", "a/2", "b");
        assertThat(page(objects, new ListQuery("", "/", "a/1", false, MANY)).prefixes())
                .containsExactly("a/");
        assertThat(page(objects, new ListQuery("", "/", "a/1", true, MANY)).prefixes())
                .isEmpty();
    }

    @Test
    void shouldNotBeTruncatedWhenThePageEndsWithTheLastKey() {
        final ObjectPage page = page(List.of("a", "b", "b2"), new ListQuery("", "", "", false, 3));
        assertThat(page.truncated()).isFalse();
        assertThat(page(List.of("a", "b", "c"), new ListQuery("", "", "", false, 2))
                        .next())
                .contains("b");
    }

    @Test
    void shouldBeEmptyAndNotTruncatedWhenNothingIsAskedFor() {
        final ObjectPage page = page(List.of("a"), new ListQuery("", "", "", false, 0));
        assertThat(page.entries()).isEmpty();
        assertThat(page.truncated()).isFalse();
    }

    private static ListQuery query(final String prefix, final String delimiter, final String after) {
        return new ListQuery(prefix, delimiter, after, true, MANY);
    }

    private static ObjectPage page(final List<String> keys, final ListQuery query) {
        return ObjectPage.of(
                keys.stream()
                        .map(key -> new ObjectEntry("s3/b", key, 0, "", 0, Map.of(), Map.of(), "", null, null))
                        .toList(),
                query);
    }

    private static List<String> keys(final ObjectPage page) {
        return page.entries().stream().map(ObjectEntry::key).toList();
    }
}
