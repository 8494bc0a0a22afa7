/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and upload ids are text. What they look like to a file system, or to a terminal, changes nothing. */
@Tag("long")
class HostileTextTest {
    private final HostileClient client = HostileClient.get();
    private final Set<String> before = client.files();

    @AfterEach
    void requireUnharmed() throws IOException {
        client.requireUnharmed(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..%2F..%2F..%2Fmopup-hostile",
                "a//b/./..",
                "..",
                "/",
                "%2Fetc%2Fmopup-hostile",
                "%0D%0Ax-injected%3A%20mopup",
                "%1B%5B2J",
                "%7F%08%01",
                "%EF%BF%BF"
            })
    void shouldKeepItAsTextWhenAKeyLooksLikeSomethingElse(final String key) throws IOException {
        assertThat(code("PUT", key, "", "abc")).isEqualTo("200");
        assertThat(client.once(RawRequest.of("GET", client.path(key), "").signed()))
                .hasValueSatisfying(answer -> {
                    assertThat(answer.body()).isEqualTo("abc");
                    assertThat(answer.head()).doesNotContain("x-injected");
                });
        assertThat(client.once(RawRequest.of("GET", "/" + client.bucket(), "").signed()))
                .hasValueSatisfying(list -> assertThat(list.code()).isEqualTo("200"));
        final String uploadId = client.create(key);
        assertThat(code("PUT", key, "partNumber=1&uploadId=" + uploadId, "abc")).isEqualTo("200");
        assertThat(client.once(
                        RawRequest.of("GET", "/" + client.bucket(), "uploads").signed()))
                .hasValueSatisfying(list -> assertThat(list.code()).isEqualTo("200"));

        assertThat(code("DELETE", key, "uploadId=" + uploadId, "")).isEqualTo("204");
        assertThat(code("DELETE", key, "", "")).isEqualTo("204");
    }

    @Test
    void shouldTakeTheLongestKeyAndRefuseTheNext() throws IOException {
        final String longest = "k".repeat(1024);
        assertThat(code("PUT", longest, "", "abc")).isEqualTo("200");
        assertThat(code("DELETE", longest, "", "")).isEqualTo("204");
        assertThat(code("PUT", longest + "k", "", "abc")).isEqualTo("400 KeyTooLongError");
        assertThat(code("POST", longest + "k", "uploads", "")).isEqualTo("400 KeyTooLongError");
    }

    @ParameterizedTest
    @CsvSource({
        "%FF, 400 InvalidRequest",
        "a%C3, 400 InvalidRequest",
        "%C0%AF, 400 InvalidRequest",
        "%ED%A0%80, 400 InvalidRequest",
        "a%2, 400",
        "a%zz, 400",
        "../../../mopup-hostile, 400",
        "../../etc/mopup-hostile, 400",
        "a%00b, 400",
        "%00, 400"
    })
    void shouldRefuseWhenAKeyCannotBeDecoded(final String key, final String code) throws IOException {
        assertThat(code("PUT", key, "", "abc")).isEqualTo(code);
        assertThat(code("POST", key, "uploads", "")).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..%2F..%2Fmopup-hostile", "a%00b", "%2Fetc%2Fpasswd", "..", "%0A", "a%5Cb"})
    void shouldKnowNoUploadWhenItsIdLooksLikeAPath(final String uploadId) throws IOException {
        assertThat(code("PUT", "key", "partNumber=1&uploadId=" + uploadId, "abc"))
                .isEqualTo("404 NoSuchUpload");
        assertThat(code("GET", "key", "uploadId=" + uploadId, "")).isEqualTo("404 NoSuchUpload");
        assertThat(code("DELETE", "key", "uploadId=" + uploadId, "")).isEqualTo("404 NoSuchUpload");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%FF", "a%2"})
    void shouldRefuseWhenAnUploadIdCannotBeDecoded(final String uploadId) throws IOException {
        assertThat(code("PUT", "key", "partNumber=1&uploadId=" + uploadId, "abc"))
                .isEqualTo("400");
    }

    private String code(final String method, final String key, final String query, final String body)
            throws IOException {
        return client.once(RawRequest.of(method, client.path(key), query)
                                .length(body.length())
                                .signed()
                        + body)
                .orElseThrow()
                .code();
    }
}
