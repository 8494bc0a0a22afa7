/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static io.mopup.sdk.RawRequest.glacier;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mopup.contract.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers can send to the listener of Glacier. */
@Tag("long")
class HostileGlacierTest {
    private static final String INVALID = "400 InvalidParameterValueException";
    private static final String NOT_FOUND = "404 ResourceNotFoundException";
    private static final String VAULT = "/-/vaults/hostile";
    private static final String UPLOADS = VAULT + "/multipart-uploads";
    private static final String MEBIBYTE = "1048576";
    private static final Pattern UPLOAD_ID = Pattern.compile("(?i)\r\nx-amz-multipart-upload-id: (\\S+)\r\n");

    private final HostileClient client = HostileClient.get();
    private Set<String> before;
    private String uploadId;

    @BeforeEach
    void begin() throws IOException {
        assertThat(code(glacier("PUT", VAULT), "")).isEqualTo("201");
        before = client.files();
        uploadId = initiate(glacier("POST", UPLOADS).with("x-amz-part-size", MEBIBYTE));
    }

    @AfterEach
    void requireUnharmed() throws IOException {
        assertThat(code(glacier("DELETE", UPLOADS + "/" + uploadId), "")).isEqualTo("204");
        client.requireUnharmed(before);
        assertThat(code(glacier("GET", VAULT), "")).isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource({
        "..%2F..%2Fmopup-hostile, 400 InvalidParameterValueException",
        "%2Fetc%2Fmopup-hostile, 400 InvalidParameterValueException",
        "a%5Cb, 400 InvalidParameterValueException",
        "%0D%0Ax-injected%3A%20mopup, 400 InvalidParameterValueException",
        "%1B%5B2J, 400 InvalidParameterValueException",
        "%7F, 400 InvalidParameterValueException",
        "%C3%A9, 400 InvalidParameterValueException",
        "%FF, 400 BadRequest",
        "a%C3, 400 BadRequest",
        "a%2, 400",
        "a%00b, 400",
        "../../../mopup-hostile, 400"
    })
    void shouldCreateNothingWhenAVaultNameLooksLikeSomethingElse(final String name, final String code)
            throws IOException {
        final RawConnection.Answer answer =
                client.glacier(glacier("PUT", "/-/vaults/" + name).length(0).signed());

        requireRefused(answer, code);
        assertThat(answer.head()).doesNotContain("x-injected");
    }

    @Test
    void shouldTakeTheLongestVaultNameAndRefuseTheNext() throws IOException {
        final String longest = "/-/vaults/" + "v".repeat(255);
        assertThat(code(glacier("PUT", longest), "")).isEqualTo("201");
        assertThat(code(glacier("DELETE", longest), "")).isEqualTo("204");

        assertThat(code(glacier("PUT", longest + "v"), "")).isEqualTo(INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..%2F..%2Fmopup-hostile", "%2Fetc%2Fpasswd", "%0A", "a%5Cb", "%1B%5B2J", "%EF%BF%BF"})
    void shouldKnowNoUploadWhenItsIdLooksLikeAPath(final String id) throws IOException {
        final String path = UPLOADS + "/" + id;
        assertThat(code(part(path, "bytes 0-2/*"), "abc")).isEqualTo(NOT_FOUND);
        assertThat(code(glacier("GET", path), "")).isEqualTo(NOT_FOUND);
        assertThat(code(glacier("DELETE", path), "")).isEqualTo(NOT_FOUND);
        assertThat(code(complete(path, hash("abc")), "")).isEqualTo(NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes 0-",
                "bytes -2",
                "bytes 0-2",
                "bytes 0-2/3",
                "bytes a-b/*",
                "bytes 5-2/*",
                "bytes 0-99999999999999999999/*",
                "items 0-2/*",
                "bytes 0-2/*, bytes 3-5/*",
                "bytes 1-3/*",
                "bytes 0-1/*",
                "bytes 0-3/*",
                "bytes 10485760000-10485760002/*"
            })
    void shouldStoreNothingWhenTheRangeIsNotThatOfAPart(final String range) throws IOException {
        assertThat(code(part(UPLOADS + "/" + uploadId, range), "abc")).isEqualTo(INVALID);
        requireNoPart();
    }

    @Test
    void shouldTakeThePartWhenTheRangeIsThatOfOne() throws IOException {
        // Else the refusals above could be for any other reason.
        assertThat(code(part(UPLOADS + "/" + uploadId, "bytes 0-2/*"), "abc")).isEqualTo("204");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zz", "0000000000000000000000000000000000000000000000000000000000000000"})
    void shouldStoreNothingWhenTheTreeHashIsNotThatOfTheBytes(final String hash) throws IOException {
        final String code =
                code(part(UPLOADS + "/" + uploadId, "bytes 0-2/*").with("x-amz-sha256-tree-hash", hash), "abc");
        assertThat(code).isEqualTo(hash.isEmpty() ? "400 MissingParameterValueException" : INVALID);
        requireNoPart();
    }

    @Test
    void shouldRefuseTheArchiveWhenItsTreeHashIsLong() throws IOException {
        assertThat(code(complete(UPLOADS + "/" + uploadId, "a".repeat(3000)), ""))
                .isEqualTo(INVALID);
    }

    @Test
    void shouldStoreNothingWhenTheBodyIsShorterThanItsLength() throws IOException {
        final String head =
                part(UPLOADS + "/" + uploadId, "bytes 0-999/*").length(1000).signed();
        try (RawConnection connection = client.connectGlacier()) {
            connection.send(head + "abc").end();
            assertThat(connection.answer().map(RawConnection.Answer::status).orElse(400))
                    .isIn(400, 408);
        }
        requireNoPart();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: -1",
                "Content-Length: 1e3",
                "Content-Length: 99999999999999999999",
                "Content-Length: 3~Content-Length: 4",
                "Content-Length: 3~Transfer-Encoding: chunked",
                "Transfer-Encoding: xchunked"
            })
    void shouldRefuseAndCloseWhenTheFramingIsAmbiguous(final String lines) throws IOException {
        final String head = part(UPLOADS + "/" + uploadId, "bytes 0-2/*").signed();
        try (RawConnection connection = client.connectGlacier()) {
            connection.send(head.replace("\r\n\r\n", "\r\n" + lines.replace("~", "\r\n") + "\r\n\r\n") + "abc");
            final RawConnection.Answer answer = connection.answer().orElseThrow();
            HostileClient.requireNothingOfTheInside(answer);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(connection.answer()).isEmpty();
        }
        requireNoPart();
    }

    @Test
    void shouldRefuseWhenThereAreTenThousandHeaders() throws IOException {
        final StringBuilder headers = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            headers.append("x-a").append(i).append(": 1\r\n");
        }
        final String head = glacier("GET", VAULT).signed();
        assertThat(client.glacier(head.replace("\r\n\r\n", "\r\n" + headers + "\r\n"))
                        .code())
                .isEqualTo("431");
    }

    @Test
    void shouldRefuseWhenTheBodyIsTooSlow() throws IOException {
        final String head = part(UPLOADS + "/" + uploadId, "bytes 0-99999/*")
                .length(100_000)
                .signed();
        try (RawConnection connection = client.connectGlacier()) {
            connection.send(head);
            assertThat(HostileSlowTest.answerToSlowBytes(connection).status()).isEqualTo(408);
        }
        requireNoPart();
    }

    @ParameterizedTest
    @ValueSource(ints = {-6, 6})
    void shouldRefuseWhenTheClockIsSixMinutesOff(final int minutes) throws IOException {
        assertThat(client.glacier(at(minutes)).code()).isEqualTo("403 InvalidSignatureException");
    }

    @ParameterizedTest
    @ValueSource(ints = {-4, 4})
    void shouldTakeASignatureWhenTheClockIsFourMinutesOff(final int minutes) throws IOException {
        assertThat(client.glacier(at(minutes)).code()).isEqualTo("200");
    }

    @Test
    void shouldDoNothingMoreWhenAnAbortIsReplayed() throws IOException {
        final String other = initiate(glacier("POST", UPLOADS).with("x-amz-part-size", MEBIBYTE));
        final String abort = glacier("DELETE", UPLOADS + "/" + other).signed();
        assertThat(client.glacier(abort).status()).isEqualTo(204);
        assertThat(client.glacier(abort).status()).isEqualTo(204);

        assertThat(client.glacier(abort.replace(other, uploadId)).code()).isEqualTo("403 InvalidSignatureException");
        assertThat(code(glacier("GET", UPLOADS + "/" + uploadId), "")).isEqualTo("200");
    }

    @Test
    void shouldRefuseWhenNobodySigned() throws IOException {
        requireRefused(
                client.glacier("GET " + VAULT + " HTTP/1.1\r\nHost: a\r\nx-amz-glacier-version: 2012-06-01\r\n\r\n"),
                "400 MissingAuthenticationTokenException");
    }

    @Test
    void shouldNotReadTheDocumentWhenTheOperationHasNone() throws IOException {
        final String document = "[".repeat(8 << 20);
        assertThat(code(glacier("PUT", VAULT), document)).isEqualTo("201");
        assertThat(code(glacier("PUT", VAULT + "/notification-configuration"), document))
                .isEqualTo("400 BadRequest");
    }

    @Test
    void shouldTakeTheLongestDescriptionAndRefuseTheNext() throws IOException {
        final RawRequest request = glacier("POST", UPLOADS).with("x-amz-part-size", MEBIBYTE);
        final String longest = "d".repeat(1024);
        final String other = initiate(request.with("x-amz-archive-description", longest));
        assertThat(code(glacier("DELETE", UPLOADS + "/" + other), "")).isEqualTo("204");

        assertThat(code(request.with("x-amz-archive-description", longest + "d"), ""))
                .isEqualTo(INVALID);
        assertThat(code(request.with("x-amz-archive-description", "a\u00e9b"), ""))
                .isEqualTo(INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1e6", "1048577", "8589934592", "99999999999999999999"})
    void shouldInitiateNothingWhenThePartSizeIsNone(final String size) throws IOException {
        assertThat(code(glacier("POST", UPLOADS).with("x-amz-part-size", size), ""))
                .isEqualTo(INVALID);
    }

    private void requireNoPart() throws IOException {
        final RawConnection.Answer parts =
                client.glacier(glacier("GET", UPLOADS + "/" + uploadId).signed());
        assertThat(parts.body()).contains("\"Parts\":[]");
    }

    private String initiate(final RawRequest request) throws IOException {
        final Matcher matcher =
                UPLOAD_ID.matcher(client.glacier(request.length(0).signed()).head());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static RawRequest part(final String path, final String range) {
        return glacier("PUT", path)
                .with("content-range", range)
                .with("x-amz-content-sha256", hash("abc"))
                .with("x-amz-sha256-tree-hash", hash("abc"));
    }

    private static RawRequest complete(final String path, final String treeHash) {
        return glacier("POST", path).with("x-amz-archive-size", "3").with("x-amz-sha256-tree-hash", treeHash);
    }

    private static String hash(final String text) {
        return RawRequest.hex(Digests.sha256().digest(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String at(final int minutes) {
        return glacier("GET", VAULT)
                .signed("mopupdev", Instant.now().plus(Duration.ofMinutes(minutes)))
                .head();
    }

    private String code(final RawRequest request, final String body) throws IOException {
        final RawConnection.Answer answer = client.glacier(
                request.length(body.length())
                        .with("x-amz-content-sha256", hash(body))
                        .signed(),
                body);
        if (answer.status() >= 400) {
            requireRefused(answer, answer.code());
        }
        return answer.code();
    }

    /** A bare status has no document: it is given before the protocol sees the request. */
    private static void requireRefused(final RawConnection.Answer answer, final String code) throws IOException {
        HostileClient.requireNothingOfTheInside(answer);
        assertThat(answer.code()).isEqualTo(code);
        if (code.contains(" ")) {
            final JsonNode error = new ObjectMapper().readTree(answer.body());
            assertThat(error.fieldNames()).toIterable().containsExactlyInAnyOrder("code", "message", "type");
            assertThat(answer.head()).containsIgnoringCase("content-type: application/json");
        }
    }
}
