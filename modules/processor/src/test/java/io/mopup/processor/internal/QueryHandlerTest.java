/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.admin.AdminRoutes;
import io.mopup.admin.HostPort;
import io.mopup.contract.query.QueryError;
import io.mopup.contract.query.QueryErrorCode;
import io.mopup.contract.query.QueryJson;
import io.mopup.contract.query.QueryPaths;
import io.mopup.http.Headers;
import io.mopup.http.HttpRequest;
import io.mopup.http.HttpResponse;
import io.mopup.http.HttpResponse.Content.Bytes;
import io.mopup.http.Query;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked where, and what is answered when nobody can. */
class QueryHandlerTest {
    private static final HostPort OTHER = new HostPort("other", 1);
    private static final String FORWARDED = QueryPaths.FORWARDED_HEADER;

    private final List<String> asked = new ArrayList<>();
    private UploadOwner owner = new UploadOwner.Here(2);
    private RuntimeException failure;
    private boolean known = true;

    @Test
    void shouldAnswerItselfWhenTheUploadIsHere() throws IOException {
        assertCode(get("/uploads/u1"), 200, "u1");

        assertThat(asked).containsExactly("here 2 Upload[uploadId=u1]");
    }

    @Test
    void shouldAskTheOwnerWhenTheUploadIsThere() {
        owner = new UploadOwner.There(OTHER);

        assertThat(get("/uploads/a%2Fb/parts", "after=3&limit=4").status()).isEqualTo(299);

        assertThat(asked).containsExactly("other:1 /uploads/a%2Fb/parts?after=3&limit=4");
    }

    @Test
    void shouldNotAskTwiceWhenAnotherInstanceTookThisOneForTheOwner() throws IOException {
        owner = new UploadOwner.There(OTHER);

        final HttpResponse answer = handle("GET", "/uploads/u1", null, Map.of(FORWARDED, List.of("1")));

        assertCode(answer, 503, "NOT_READY");
        assertThat(asked).isEmpty();
    }

    @Test
    void shouldAnswerAForwardedQueryWhenTheUploadIsHere() throws IOException {
        assertCode(handle("GET", "/uploads/u1", null, Map.of(FORWARDED, List.of("1"))), 200, "u1");
    }

    @Test
    void shouldSayThatNothingIsKnownOfAnUpload() throws IOException {
        known = false;
        assertCode(get("/uploads/u1"), 404, "UNKNOWN_UPLOAD");
        assertCode(get("/uploads/"), 404, "UNKNOWN_UPLOAD");
    }

    @Test
    void shouldTellToComeBackWhenThePartitionHasJustLeft() throws IOException {
        failure = new InvalidStateStoreException("gone");
        final HttpResponse answer = get("/uploads/u1/parts");
        assertCode(answer, 503, "NOT_READY");
        assertThat(answer.headers()).containsEntry("Retry-After", "1");
    }

    @Test
    void shouldTellToComeBackWhenTheOwnerDoesNotAnswer() throws IOException {
        owner = new UploadOwner.There(OTHER);
        failure = new QueryException(QueryErrorCode.OWNER_UNREACHABLE, "gone");
        final HttpResponse answer = get("/uploads/u1/parts");
        assertCode(answer, 503, "OWNER_UNREACHABLE");
        assertThat(answer.headers()).containsEntry("Retry-After", "1");
    }

    @Test
    void shouldKeepToItselfWhatAStoredValueThatCannotBeReadLooksLike() throws IOException {
        failure = new ProcessorStateException("secret");
        final HttpResponse answer = get("/uploads/u1");
        assertCode(answer, 500, "INTERNAL_ERROR");
        assertThat(body(answer)).doesNotContain("secret");
        assertThat(answer.headers()).doesNotContainKey("Retry-After");
    }

    @ParameterizedTest
    @CsvSource({
        "/uploads/a%2Fb, a/b",
        "/uploads/.., ..",
        "/uploads/%2E%2E%2Fparts, ../parts",
        "/uploads/a+b, a+b",
        "/uploads/a%252Fb, a%2Fb",
        "/uploads/%C3%BC;x=y, ü;x=y",
        "/uploads/parts, parts"
    })
    void shouldTakeTheIdAsItIsWhenItIsHostile(final String path, final String uploadId) {
        assertThat(get(path).status()).isEqualTo(200);
        assertThat(asked).containsExactly("here 2 " + new QueryRequest.Upload(uploadId));
    }

    @ParameterizedTest
    @CsvSource({
        "/uploads/a/b, UNKNOWN_PATH",
        "/uploads/a/parts/, UNKNOWN_PATH",
        "/uploads/a//parts, UNKNOWN_PATH",
        "/uploads, UNKNOWN_PATH",
        "/, UNKNOWN_PATH",
        "/uploads/%ZZ, INVALID_ARGUMENT",
        "/uploads/%C3, INVALID_ARGUMENT"
    })
    void shouldRefuseAPathThatIsNoQuery(final String path, final String code) throws IOException {
        assertCode(get(path), QueryErrorCode.valueOf(code).status(), code);
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=10001", "limit=x", "limit=", "after=-1", "after=2147483648", "after=1e3"})
    void shouldRefuseANumberThatIsOutOfBounds(final String query) throws IOException {
        assertCode(get("/uploads/u1/parts", query), 400, "INVALID_ARGUMENT");
    }

    @ParameterizedTest
    @CsvSource({"'', 0, 1000", "after=7&limit=10000, 7, 10000", "after=2147483647, 10000, 1000"})
    void shouldReadThePageThatIsAskedFor(final String query, final int after, final int limit) {
        assertThat(get("/uploads/u1/parts", query).status()).isEqualTo(200);
        assertThat(asked).containsExactly("here 2 " + new QueryRequest.Parts("u1", after, limit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "POST", "HEAD"})
    void shouldRefuseEverythingButReading(final String method) throws IOException {
        assertCode(handle(method, "/uploads/u1", null, Map.of()), 405, "METHOD_NOT_ALLOWED");
    }

    private HttpResponse get(final String path) {
        return get(path, null);
    }

    private HttpResponse get(final String path, final String query) {
        return handle("GET", path, query, Map.of());
    }

    private HttpResponse handle(
            final String method, final String path, final String query, final Map<String, List<String>> headers) {
        final HttpRequest request = new HttpRequest(
                "1", method, path, Query.parse(query), new Headers(headers), InputStream.nullInputStream());
        try {
            return AdminRoutes.none()
                    .with(QueryPaths.UPLOADS, new QueryHandler(new FakeUploads(), this::ask))
                    .handle(request);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse ask(final HostPort instance, final QueryRequest query) {
        if (failure != null) {
            throw failure;
        }
        asked.add(instance + " " + query.path());
        return HttpResponse.empty(299);
    }

    private static void assertCode(final HttpResponse answer, final int status, final String code) throws IOException {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers()).containsEntry("Content-Type", QueryJson.CONTENT_TYPE);
        assertThat(QueryJson.decode(((Bytes) answer.content()).bytes(), QueryError.class)
                        .code())
                .isEqualTo(code);
    }

    private static String body(final HttpResponse answer) {
        return new String(((Bytes) answer.content()).bytes(), StandardCharsets.UTF_8);
    }

    private final class FakeUploads implements QueryHandler.Uploads {
        @Override
        public UploadOwner owner(final String uploadId) {
            return owner;
        }

        @Override
        public Optional<? extends Record> answer(final int partition, final QueryRequest query) {
            if (failure != null) {
                throw failure;
            }
            asked.add("here " + partition + " " + query);
            return known ? Optional.of(new QueryError(query.uploadId(), null)) : Optional.empty();
        }
    }
}
