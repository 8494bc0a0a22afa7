/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.Dialect;
import io.mopup.events.SessionMode;
import io.mopup.gateway.auth.Statement;
import io.mopup.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectHandlersTest {
    private static final String ETAG = "\"781e5e245d69b566979b86e28d23f2c7\"";
    private static final String MODIFIED = "Wed, 15 Nov 2023 12:02:40 GMT";
    private static final String BEFORE = "Wed, 15 Nov 2023 12:02:39 GMT";

    @TempDir
    Path root;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(root).bucket("photos");
        bench.object("a", "0123456789");
    }

    @Test
    void shouldReturnWhatWasSentWhenAnObjectIsRead() {
        final HttpResponse put = bench.call(S3Operation.PUT_OBJECT, "/photos/b")
                .header("Content-Type", "text/plain")
                .header("X-Amz-Meta-Colour", "blue")
                .header("x-amz-checksum-crc32", "NSRBwg==")
                .body("abc")
                .send();
        assertThat(Bench.headers(put))
                .containsEntry("ETag", "\"900150983cd24fb0d6963f7d28e17f72\"")
                .containsEntry("x-amz-checksum-crc32", "NSRBwg==");
        final HttpResponse got = bench.call(S3Operation.GET_OBJECT, "/photos/b")
                .header("x-amz-checksum-mode", "ENABLED")
                .send();
        assertThat(Bench.text(got)).isEqualTo("abc");
        assertThat(Bench.headers(got))
                .containsEntry("ETag", "\"900150983cd24fb0d6963f7d28e17f72\"")
                .containsEntry("Last-Modified", MODIFIED)
                .containsEntry("Content-Type", "text/plain")
                .containsEntry("x-amz-meta-colour", "blue")
                .containsEntry("x-amz-checksum-crc32", "NSRBwg==")
                .containsEntry("Accept-Ranges", "bytes");
        final HttpResponse head =
                bench.call(S3Operation.HEAD_OBJECT, "/photos/b").send();
        assertThat(head.content()).isEqualTo(new HttpResponse.Content.Unsent(3));
        assertThat(Bench.headers(head)).doesNotContainKey("x-amz-checksum-crc32");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, bytes 0-0/10",
        "bytes=2-4, 234, bytes 2-4/10",
        "bytes=7-, 789, bytes 7-9/10",
        "bytes=-3, 789, bytes 7-9/10",
        "bytes=-99, 0123456789, bytes 0-9/10",
        "bytes=8-99999999999999999999, 89, bytes 8-9/10"
    })
    void shouldSendSomeWhenARangeIsAskedFor(final String range, final String text, final String contentRange) {
        final HttpResponse response = get().header("Range", range).send();
        assertThat(response.status()).isEqualTo(206);
        assertThat(Bench.text(response)).isEqualTo(text);
        assertThat(Bench.headers(response)).containsEntry("Content-Range", contentRange);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=99999999999999999999-"})
    void shouldRefuseWhenNoByteLiesInTheRange(final String range) {
        final var refused = get().header("Range", range).refused();
        assertThat(refused.httpStatus()).isEqualTo(416);
        assertThat(refused.fields()).containsEntry("ActualObjectSize", "10").containsEntry("RangeRequested", range);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=4-2", "bytes=0-1,3-4", "bytes=-", "lines=0-1", "bytes=a-b"})
    void shouldSendAllWhenARangeIsNone(final String range) {
        final HttpResponse response = get().header("Range", range).send();
        assertThat(response.status()).isEqualTo(200);
        assertThat(Bench.text(response)).isEqualTo("0123456789");
    }

    @Test
    void shouldBeOnePartWhenItIsReadByParts() {
        final HttpResponse first =
                bench.call(S3Operation.GET_OBJECT, "/photos/a?partNumber=1").send();
        assertThat(first.status()).isEqualTo(206);
        assertThat(Bench.text(first)).isEqualTo("0123456789");
        assertThat(Bench.headers(first))
                .containsEntry("Content-Range", "bytes 0-9/10")
                .doesNotContainKey("x-amz-mp-parts-count");
        final var second =
                bench.call(S3Operation.GET_OBJECT, "/photos/a?partNumber=2").refused();
        assertThat(second.httpStatus()).isEqualTo(416);
        assertThat(second.errorCode()).isEqualTo("InvalidPartNumber");
        final var both = bench.call(S3Operation.GET_OBJECT, "/photos/a?partNumber=1")
                .header("Range", "bytes=0-1")
                .refused();
        assertThat(both.errorCode()).isEqualTo("InvalidRequest");
    }

    @Test
    void shouldSendNoChecksumOfAllWhenSomeIsAskedFor() {
        bench.call(S3Operation.PUT_OBJECT, "/photos/a")
                .header("x-amz-checksum-crc32", "NSRBwg==")
                .body("abc")
                .send();
        assertThat(Bench.headers(get().header("x-amz-checksum-mode", "ENABLED")
                        .header("Range", "bytes=0-1")
                        .send()))
                .doesNotContainKey("x-amz-checksum-crc32");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "If-None-Match; " + ETAG + "; 304",
                "If-None-Match; *; 304",
                "If-None-Match; \"other\"; 200",
                "If-Modified-Since; " + MODIFIED + "; 304",
                "If-Modified-Since; " + BEFORE + "; 200",
                "If-Unmodified-Since; " + MODIFIED + "; 200",
                "If-Unmodified-Since; " + BEFORE + "; 412",
                "If-Match; " + ETAG + "; 200",
                "If-Match; \"other\"; 412"
            },
            delimiter = ';',
            quoteCharacter = '\'')
    void shouldAnswerByTheConditionWhenThereIsOne(final String header, final String value, final int status) {
        if (status == 412) {
            assertThat(get().header(header, value).refused().fields()).containsEntry("Condition", header);
            return;
        }
        final HttpResponse response = get().header(header, value).send();
        assertThat(response.status()).isEqualTo(status);
        assertThat(Bench.text(response)).isEqualTo(status == 304 ? "" : "0123456789");
        assertThat(Bench.headers(response)).containsEntry("ETag", ETAG);
    }

    @Test
    void shouldPreferTheEtagWhenADateSaysOtherwise() {
        assertThat(get().header("If-Match", ETAG)
                        .header("If-Unmodified-Since", BEFORE)
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(get().header("If-None-Match", "\"other\"")
                        .header("If-Modified-Since", MODIFIED)
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void shouldReplaceHeadersWhenTheQueryDoes() {
        final String query = "?response-content-type=text%2Fhtml&response-cache-control=no-store";
        assertThat(Bench.headers(
                        bench.call(S3Operation.GET_OBJECT, "/photos/a" + query).send()))
                .containsEntry("Content-Type", "text/html")
                .containsEntry("Cache-Control", "no-store");
        assertThat(bench.call(S3Operation.GET_OBJECT, "/photos/a?response-expires=x%0D%0ASet-Cookie:%20a")
                        .refused()
                        .errorCode())
                .isEqualTo("InvalidArgument");
    }

    @Test
    void shouldWriteOnlyWhenTheConditionHolds() {
        assertThat(put().header("If-None-Match", "*").refused().fields()).containsEntry("Condition", "If-None-Match");
        assertThat(put().header("If-Match", "\"other\"").refused().httpStatus()).isEqualTo(412);
        assertThat(bench.call(S3Operation.PUT_OBJECT, "/photos/none")
                        .header("If-Match", ETAG)
                        .refused()
                        .errorCode())
                .isEqualTo("NoSuchKey");
        assertThat(put().header("If-Match", "*").refused().httpStatus()).isEqualTo(501);
        assertThat(put().header("If-None-Match", ETAG).refused().httpStatus()).isEqualTo(501);
        assertThat(Bench.text(get().send())).isEqualTo("0123456789");
        assertThat(put().header("If-Match", ETAG).send().status()).isEqualTo(200);
        assertThat(Bench.text(get().send())).isEqualTo("new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-amz-server-side-encryption-customer-algorithm", "x-amz-tagging"})
    void shouldRefuseWhenAHeaderAsksForWhatIsNotThere(final String header) {
        assertThat(put().header(header, "x").refused().fields()).containsEntry("Header", header);
        assertThat(Bench.text(get().send())).isEqualTo("0123456789");
    }

    @Test
    void shouldRefuseWhenAKeyIsTooLong() {
        assertThat(bench.call(S3Operation.PUT_OBJECT, "/photos/" + "x".repeat(1024))
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(bench.call(S3Operation.PUT_OBJECT, "/photos/" + "%C3%BC".repeat(513))
                        .refused()
                        .errorCode())
                .isEqualTo("KeyTooLongError");
    }

    @Test
    void shouldGiveEtagsThatAreNoMd5WhenABucketIsADirectory() {
        bench.bucket("base--use1-az4--x-s3");
        final HttpResponse response = bench.call(S3Operation.PUT_OBJECT, "/base--use1-az4--x-s3/a")
                .by(Bench.session(SessionMode.READ_WRITE))
                .body("0123456789")
                .send();
        assertThat(Bench.headers(response).get("ETag"))
                .matches("\"[0-9a-f]{32}\"")
                .isNotEqualTo(ETAG);
    }

    @Test
    void shouldAnswerTheSameWhenAnObjectIsDeletedAgain() {
        for (int i = 0; i < 2; i++) {
            assertThat(bench.call(S3Operation.DELETE_OBJECT, "/photos/a?versionId=null")
                            .send()
                            .status())
                    .isEqualTo(204);
        }
        assertThat(get().refused().fields()).containsEntry("Key", "a");
    }

    @Test
    void shouldDeleteNothingWhenAVersionOrAConditionIsNamed() {
        assertThat(bench.call(S3Operation.DELETE_OBJECT, "/photos/a?versionId=7")
                        .refused()
                        .errorCode())
                .isEqualTo("InvalidArgument");
        assertThat(bench.call(S3Operation.DELETE_OBJECT, "/photos/a")
                        .header("If-Match", "\"other\"")
                        .refused()
                        .httpStatus())
                .isEqualTo(501);
        assertThat(Bench.text(get().send())).isEqualTo("0123456789");
    }

    @Test
    void shouldDecideEachKeyAloneWhenManyAreDeleted() {
        bench.object("secret", "x");
        final var caller = Bench.user(
                Bench.OWNER,
                Dialect.S3,
                "user/u",
                new Statement(Statement.Effect.ALLOW, List.of("s3:DeleteObject"), List.of("arn:aws:s3:::photos/a")));
        final HttpResponse response = deleteAll("<Object><Key>a</Key></Object><Object><Key>secret</Key></Object>")
                .by(caller)
                .send();
        assertThat(Bench.text(response))
                .endsWith("<Deleted><Key>a</Key></Deleted><Error><Key>secret</Key><Code>AccessDenied</Code>"
                        + "<Message>Access Denied</Message></Error></DeleteResult>");
        assertThat(get().refused().errorCode()).isEqualTo("NoSuchKey");
        assertThat(bench.call(S3Operation.GET_OBJECT, "/photos/secret").send().status())
                .isEqualTo(200);
    }

    @Test
    void shouldTellErrorsOnlyWhenADeletionIsQuiet() {
        assertThat(Bench.text(deleteAll("<Quiet>true</Quiet><Object><Key>a</Key></Object>"
                                + "<Object><Key>b</Key><VersionId>7</VersionId></Object>")
                        .send()))
                .doesNotContain("<Deleted>")
                .contains("<Key>b</Key><VersionId>7</VersionId><Code>InvalidArgument</Code>");
        assertThat(get().refused().errorCode()).isEqualTo("NoSuchKey");
    }

    @Test
    void shouldRefuseWhenAListOfKeysIsNone() {
        assertThat(bench.call(S3Operation.DELETE_OBJECTS, "/photos?delete")
                        .body("<Delete><Object><Key>a</Key></Object></Delete>")
                        .refused()
                        .errorCode())
                .isEqualTo("InvalidRequest");
        for (final String objects :
                List.of("", "<Object/>", "<Object><Key>a</Key></Object>".repeat(1001), "<Object><Key/></Object>")) {
            assertThat(deleteAll(objects).refused().errorCode()).isEqualTo("MalformedXML");
        }
        assertThat(get().send().status()).isEqualTo(200);
    }

    @Test
    void shouldNotTellWhatIsThereWhenTheCallerMayNotRead() {
        final var stranger = Bench.root(Bench.STRANGER);
        assertThat(get().by(stranger).refused().errorCode()).isEqualTo("AccessDenied");
        assertThat(bench.call(S3Operation.GET_OBJECT, "/photos/none")
                        .by(stranger)
                        .refused()
                        .errorCode())
                .isEqualTo("AccessDenied");
        assertThat(bench.call(S3Operation.GET_OBJECT, "/nowhere/a").refused().errorCode())
                .isEqualTo("NoSuchBucket");
        for (final S3Operation operation : List.of(S3Operation.PUT_OBJECT, S3Operation.DELETE_OBJECT)) {
            assertThat(bench.call(operation, "/photos/a").by(stranger).refused().errorCode())
                    .isEqualTo("AccessDenied");
        }
        assertThat(Bench.text(get().send())).isEqualTo("0123456789");
    }

    private Bench.Call get() {
        return bench.call(S3Operation.GET_OBJECT, "/photos/a");
    }

    private Bench.Call put() {
        return bench.call(S3Operation.PUT_OBJECT, "/photos/a").body("new");
    }

    private Bench.Call deleteAll(final String objects) {
        return bench.call(S3Operation.DELETE_OBJECTS, "/photos?delete")
                .header(Bench.MD5, "x")
                .body("<Delete>" + objects + "</Delete>");
    }
}
