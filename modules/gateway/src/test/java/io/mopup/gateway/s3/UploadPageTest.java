/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mopup.gateway.s3.UploadPage.Question;
import io.mopup.gateway.state.OpenUpload;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class UploadPageTest {
    /** The ids are not in the order of time, so that an order by id would show. */
    private final TreeSet<OpenUpload> open = new TreeSet<>(
            List.of(upload("a", "z1", 1), upload("a", "y2", 2), upload("a", "x3", 3), upload("b", "w", 0)));

    @Test
    @Tag("conformance-46")
    void shouldGoThroughTheUploadsOfAKeyByTimeWhenPaged() {
        final UploadPage first = UploadPage.of(open, question(null, null, 1));
        final UploadPage second = UploadPage.of(open, question(first.nextKey(), first.nextUploadId(), 2));
        final UploadPage third = UploadPage.of(open, question(second.nextKey(), second.nextUploadId(), 10));

        assertThat(ids(first)).containsExactly("z1");
        assertThat(first.truncated()).isTrue();
        assertThat(first.nextKey()).isEqualTo("a");
        assertThat(ids(second)).containsExactly("y2", "x3");
        assertThat(ids(third)).containsExactly("w");
        assertThat(third.truncated()).isFalse();
        assertThat(third.nextUploadId()).as("filled on the last page too").isEqualTo("w");
    }

    @Test
    @Tag("conformance-47")
    void shouldIgnoreTheUploadIdMarkerWhenThereIsNoKeyMarker() {
        assertThat(ids(UploadPage.of(open, question(null, "y2", 10)))).containsExactly("z1", "y2", "x3", "w");
    }

    @Test
    @Tag("conformance-47")
    void shouldRefuseTheUploadIdMarkerWhenItIsOfAnotherKey() {
        final S3Failure failure =
                catchThrowableOfType(S3Failure.class, () -> UploadPage.of(open, question("a", "w", 10)));

        assertThat(failure.answer().errorCode()).isEqualTo("InvalidArgument");
        assertThat(failure.answer().fields()).containsEntry("ArgumentName", "upload-id-marker");
    }

    @Test
    void shouldSkipAllUploadsOfTheKeyWhenTheMarkerIsAKeyAlone() {
        assertThat(ids(UploadPage.of(open, question("a", null, 10)))).containsExactly("w");
    }

    @Test
    void shouldPutTogetherWhatTheDelimiterParts() {
        open.addAll(List.of(upload("d/1", "p", 1), upload("d/2", "q", 1), upload("e", "r", 1)));

        final UploadPage page = UploadPage.of(open, new Question("", "/", "b", null, 1));
        final UploadPage next = UploadPage.of(open, new Question("", "/", page.nextKey(), null, 10));

        assertThat(page.prefixes()).containsExactly("d/");
        assertThat(page.uploads()).isEmpty();
        assertThat(page.truncated()).isTrue();
        assertThat(next.prefixes()).isEmpty();
        assertThat(ids(next)).containsExactly("r");
    }

    @Test
    void shouldBeEmptyWhenNothingIsAskedFor() {
        final UploadPage page = UploadPage.of(open, question(null, null, 0));

        assertThat(page.uploads()).isEmpty();
        assertThat(page.truncated()).isFalse();
        assertThat(page.nextKey()).isEmpty();
    }

    @Test
    void shouldSortKeysByTheirBytesAndNotByCharacters() {
        // In UTF-16 the second one comes first.
        open.addAll(List.of(upload("\uFF5E", "bmp", 1), upload("\uD83D\uDE00", "emoji", 1)));

        assertThat(ids(UploadPage.of(open, question("b", null, 10)))).containsExactly("bmp", "emoji");
    }

    private static Question question(final String keyMarker, final String uploadIdMarker, final int max) {
        return new Question("", "", keyMarker, uploadIdMarker, max);
    }

    private static List<String> ids(final UploadPage page) {
        return page.uploads().stream().map(OpenUpload::uploadId).toList();
    }

    private static OpenUpload upload(final String key, final String uploadId, final long initiatedAt) {
        return new OpenUpload("s3/bucket", key, uploadId, initiatedAt, null);
    }
}
