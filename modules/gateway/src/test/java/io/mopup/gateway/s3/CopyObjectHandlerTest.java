/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyObjectHandlerTest {
    private Bench bench;

    @BeforeEach
    void begin(@TempDir final Path root) {
        bench = new Bench(root).bucket("photos").bucket("other");
        bench.call(S3Operation.PUT_OBJECT, "/photos/a")
                .header("Content-Type", "text/plain")
                .header("x-amz-meta-who", "me")
                .header("x-amz-storage-class", "STANDARD_IA")
                .header("x-amz-checksum-crc32", "y/Q5Jg==")
                .body("123456789")
                .send();
    }

    @Test
    void shouldCopyBytesAndHeadersWhenNothingElseIsSaid() {
        final HttpResponse response = copy("/other/b", "photos/a").send();

        assertThat(response.status()).isEqualTo(200);
        assertThat(Bench.text(response))
                .contains("<ETag>\"25f9e794323b453885f5181f1b624d0b\"</ETag>")
                .contains("<ChecksumCRC32>y/Q5Jg==</ChecksumCRC32>");
        final HttpResponse object =
                bench.call(S3Operation.GET_OBJECT, "/other/b").send();
        assertThat(Bench.text(object)).isEqualTo("123456789");
        assertThat(Bench.headers(object))
                .containsEntry("content-type", "text/plain")
                .containsEntry("x-amz-meta-who", "me")
                .doesNotContainKey("x-amz-storage-class");
    }

    @Test
    void shouldTakeTheHeadersOfTheCallWhenTheyReplaceThoseOfTheSource() {
        copy("/photos/a", "/photos/a")
                .header("x-amz-metadata-directive", "REPLACE")
                .header("x-amz-meta-who", "you")
                .header("x-amz-checksum-algorithm", "SHA1")
                .send();

        final HttpResponse object = bench.call(S3Operation.GET_OBJECT, "/photos/a")
                .header("x-amz-checksum-mode", "ENABLED")
                .send();
        assertThat(Bench.text(object)).isEqualTo("123456789");
        assertThat(Bench.headers(object))
                .containsEntry("content-type", "binary/octet-stream")
                .containsEntry("x-amz-meta-who", "you")
                .containsEntry("x-amz-checksum-sha1", "98O8HYCOBHMq32eZZczDTKeuNEE=")
                .doesNotContainKey("x-amz-checksum-crc32");
    }

    @Test
    void shouldRefuseWhenAnObjectIsCopiedToItselfAndNothingChanges() {
        assertThat(copy("/photos/a", "photos/a").refused().errorCode()).isEqualTo("InvalidRequest");
    }

    @ParameterizedTest
    @CsvSource({
        "photos/none, NoSuchKey",
        "nobucket/a, NoSuchBucket",
        "photos, InvalidArgument",
        "photos/a?versionId=1, InvalidArgument"
    })
    void shouldStoreNothingWhenThereIsNoSource(final String source, final String code) {
        assertThat(copy("/other/b", source).refused().errorCode()).isEqualTo(code);
        assertThat(bench.call(S3Operation.GET_OBJECT, "/other/b").refused().errorCode())
                .isEqualTo("NoSuchKey");
    }

    @Test
    void shouldStoreNothingWhenTheCallerMayNotReadTheSource() {
        bench.call(S3Operation.CREATE_BUCKET, "/theirs")
                .by(Bench.root(Bench.STRANGER))
                .send();

        assertThat(copy("/theirs/b", "photos/a")
                        .by(Bench.root(Bench.STRANGER))
                        .refused()
                        .errorCode())
                .isEqualTo("AccessDenied");
        assertThat(bench.call(S3Operation.GET_OBJECT, "/theirs/b")
                        .by(Bench.root(Bench.STRANGER))
                        .refused()
                        .errorCode())
                .isEqualTo("NoSuchKey");
    }

    @Test
    void shouldStoreNothingWhenAConditionDoesNotHold() {
        bench.call(S3Operation.PUT_OBJECT, "/other/b").body("there").send();

        assertThat(copy("/other/b", "photos/a")
                        .header("x-amz-copy-source-If-Match", "\"else\"")
                        .refused()
                        .errorCode())
                .isEqualTo("PreconditionFailed");
        assertThat(copy("/other/b", "photos/a")
                        .header("If-None-Match", "*")
                        .refused()
                        .errorCode())
                .isEqualTo("PreconditionFailed");
        assertThat(copy("/other/b", "photos/a")
                        .header("x-amz-metadata-directive", "FORGET")
                        .refused()
                        .errorCode())
                .isEqualTo("InvalidArgument");
        assertThat(Bench.text(bench.call(S3Operation.GET_OBJECT, "/other/b").send()))
                .isEqualTo("there");
    }

    private Bench.Call copy(final String to, final String from) {
        return bench.call(S3Operation.PUT_OBJECT, to).header("x-amz-copy-source", from);
    }
}
