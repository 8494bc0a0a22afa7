/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.admin.HostPort;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.query.Identity;
import io.mopup.contract.query.QueryErrorCode;
import io.mopup.contract.query.QueryJson;
import io.mopup.contract.query.UploadDetails;
import io.mopup.contract.query.UploadPage;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadStatus;
import io.mopup.http.Headers;
import io.mopup.http.HttpRequest;
import io.mopup.http.HttpResponse;
import io.mopup.http.Query;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two instances with half of the partitions each, of which every one looks at two uploads for one page. */
class ListHandlerTest {
    private static final int PARTITIONS = 4;
    private static final int BUDGET = 2;
    private static final HostPort OTHER = new HostPort("other", 1);
    private static final List<String> ALL =
            IntStream.range(0, 40).mapToObj(number -> "u" + number).toList();

    private boolean otherAnswers = true;

    @Test
    void shouldShowEveryUploadOnceOverAllPages() throws IOException {
        final List<String> seen = new ArrayList<>();
        String after = "";
        for (int pages = 0; after != null && pages < ALL.size(); pages++) {
            final UploadPage page = page("limit=3&after=" + after);
            page.uploads().forEach(upload -> seen.add(upload.upload().uploadId()));
            after = page.next();
        }

        assertThat(after).isNull();
        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void shouldRefuseHalfAListUnlessItWasAskedFor() throws IOException {
        otherAnswers = false;

        assertThat(answer("limit=3").status()).isEqualTo(QueryErrorCode.OWNER_UNREACHABLE.status());
        assertThat(page("limit=3&partial=true").missing()).containsExactly(1, 3);
    }

    @Test
    void shouldRefuseWhatItDoesNotUnderstand() {
        for (final String query : List.of(
                "limit=0",
                "limit=1001",
                "status=GONE",
                "reclaim=x",
                "after=x",
                "after=-1:u",
                "after=:",
                "sattus=ABORTED")) {
            assertThat(answer(query).status()).as(query).isEqualTo(400);
        }
    }

    private UploadPage page(final String query) throws IOException {
        final HttpResponse answer = answer(query);
        assertThat(answer.status()).isEqualTo(200);
        return QueryJson.decode(((HttpResponse.Content.Bytes) answer.content()).bytes(), UploadPage.class);
    }

    private HttpResponse answer(final String query) {
        final AllInstances all = new AllInstances(() -> List.of(OTHER), this::other, Runnable::run);
        return new ListHandler(request -> local(request, 0), all, PARTITIONS).handle(request("/uploads", query));
    }

    private HttpResponse other(final HostPort instance, final String path) {
        if (!otherAnswers) {
            throw new QueryException(QueryErrorCode.OWNER_UNREACHABLE, "Gone.");
        }
        final ListRequest request = ListRequest.of(request("/uploads", path.substring(path.indexOf('?') + 1)));
        return HttpResponse.bytes(200, QueryJson.CONTENT_TYPE, QueryJson.encode(local(request, 1)));
    }

    /** Those of the even or of the odd partitions. */
    private static UploadPage local(final ListRequest request, final int odd) {
        final List<ListPosition> behind = ALL.stream()
                .map(id -> new ListPosition(RecordKeys.partition(id, PARTITIONS), id))
                .filter(at -> at.partition() % 2 == odd && at.compareTo(request.after()) > 0)
                .sorted(Comparator.naturalOrder())
                .toList();
        final List<ListPosition> looked = behind.subList(0, Math.min(BUDGET, behind.size()));
        final String next =
                looked.size() < behind.size() ? looked.get(looked.size() - 1).toString() : null;
        return new UploadPage(
                looked.stream().map(at -> upload(at.uploadId())).toList(),
                looked.size(),
                List.of(odd, odd + 2),
                List.of(),
                next);
    }

    private static UploadDetails upload(final String uploadId) {
        return new UploadDetails(
                Identity.of(TestRecords.identity(uploadId)),
                UploadStatus.IN_PROGRESS,
                ReclaimState.NONE,
                1L,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static HttpRequest request(final String path, final String query) {
        return new HttpRequest(
                "id", "GET", path, Query.parse(query), new Headers(Map.of()), InputStream.nullInputStream());
    }
}
