/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.gateway.state.OpenUpload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One page of a list of uploads.
 *
 * @param prefixes what the delimiter puts together
 * @param nextKey where the next page goes on; filled also where there is none, empty if this page is
 */
record UploadPage(
        List<OpenUpload> uploads, Set<String> prefixes, String nextKey, String nextUploadId, boolean truncated) {

    /**
     * What is asked for.
     *
     * @param delimiter empty for none
     * @param keyMarker null for none
     * @param uploadIdMarker null for none; without a key marker it has no meaning
     * @param max uploads and prefixes together
     */
    record Question(String prefix, String delimiter, String keyMarker, String uploadIdMarker, int max) {}

    /**
     * The page.
     *
     * @param open in the order of the list
     * @throws S3Failure InvalidArgument, if the marker is no open upload of its key
     */
    static UploadPage of(final Collection<OpenUpload> open, final Question question) {
        final Optional<OpenUpload> marker = marker(open, question);
        final List<OpenUpload> uploads = new ArrayList<>();
        final Set<String> prefixes = new LinkedHashSet<>();
        String nextKey = "";
        String nextUploadId = "";
        for (final OpenUpload upload : open) {
            if (!upload.key().startsWith(question.prefix()) || !isBehind(upload, question, marker)) {
                continue;
            }
            final Optional<String> common = common(upload.key(), question);
            if (common.filter(prefix -> prefixes.contains(prefix) || prefix.equals(question.keyMarker()))
                    .isPresent()) {
                continue;
            }
            if (uploads.size() + prefixes.size() >= question.max()) {
                return new UploadPage(uploads, prefixes, nextKey, nextUploadId, question.max() > 0);
            }
            nextKey = common.orElse(upload.key());
            nextUploadId = common.isPresent() ? "" : upload.uploadId();
            common.ifPresentOrElse(prefixes::add, () -> uploads.add(upload));
        }
        return new UploadPage(uploads, prefixes, nextKey, nextUploadId, false);
    }

    private static Optional<OpenUpload> marker(final Collection<OpenUpload> open, final Question question) {
        final String id = question.uploadIdMarker();
        if (question.keyMarker() == null || question.keyMarker().isEmpty() || id == null || id.isEmpty()) {
            return Optional.empty();
        }
        final Optional<OpenUpload> marker = open.stream()
                .filter(upload -> upload.uploadId().equals(id) && upload.key().equals(question.keyMarker()))
                .findFirst();
        if (marker.isEmpty()) {
            throw S3Failure.invalidArgument("upload-id-marker", id, "Invalid uploadId marker");
        }
        return marker;
    }

    private static boolean isBehind(
            final OpenUpload upload, final Question question, final Optional<OpenUpload> marker) {
        if (question.keyMarker() == null) {
            return true;
        }
        final int order = Arrays.compareUnsigned(bytes(upload.key()), bytes(question.keyMarker()));
        if (order != 0 || marker.isEmpty()) {
            // A marker that is a key alone stands behind all uploads of that key.
            return order > 0;
        }
        return upload.compareTo(marker.get()) > 0;
    }

    private static Optional<String> common(final String key, final Question question) {
        if (question.delimiter().isEmpty()) {
            return Optional.empty();
        }
        final int end = key.indexOf(question.delimiter(), question.prefix().length());
        return end < 0
                ? Optional.empty()
                : Optional.of(key.substring(0, end + question.delimiter().length()));
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
