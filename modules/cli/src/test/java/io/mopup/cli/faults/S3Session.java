/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What clients do to one bucket of a gateway that is killed, and what has to be there in the end. Used by many threads. */
final class S3Session {
    private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>([^<]+)</UploadId>");
    private static final Pattern UPLOAD = Pattern.compile("<UploadId>([^<]+)</UploadId><Key>([^<]+)</Key>");
    private static final int PARTS = 2;
    private static final int KINDS = 4;
    /** S3 wants five MiB in all parts but the last, so the first one is of that size. */
    private static final int LARGE = 5 << 20;

    private static final int SMALL = 100_000;
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;

    private final S3Requests requests;
    private final String bucket;
    private final AtomicInteger next = new AtomicInteger();
    /** The seed of the bytes of each object that has to be there. */
    private final Map<String, Integer> objects = new ConcurrentHashMap<>();

    private final AtomicInteger given = new AtomicInteger();

    S3Session(final S3Requests requests, final String bucket) {
        this.requests = requests;
        this.bucket = "/" + bucket;
    }

    void createBucket() {
        assertThat(requests.send("PUT", bucket, null).statusCode()).isEqualTo(OK);
    }

    /** One upload to whatever end it takes: completed, aborted, left to itself, or a plain PUT instead. */
    void one() {
        final int seed = next.incrementAndGet();
        final String target = bucket + "/key-" + seed;
        if (seed % KINDS == 0) {
            assertThat(requests.send("PUT", target, bytes(seed, 0)).statusCode())
                    .isEqualTo(OK);
            objects.put("key-" + seed, seed);
            return;
        }
        final Optional<String> created = create(target);
        if (created.isEmpty()) {
            // Its client got no answer and takes another key: nobody knows the id.
            given.incrementAndGet();
            return;
        }
        final String upload = target + "?uploadId=" + created.get();
        final StringBuilder document = new StringBuilder("<CompleteMultipartUpload>");
        for (int number = 1; number <= PARTS; number++) {
            final HttpResponse<byte[]> part =
                    requests.send("PUT", upload + "&partNumber=" + number, bytes(seed, PARTS - number));
            assertThat(part.statusCode()).as("part of %s", upload).isEqualTo(OK);
            document.append("<Part><PartNumber>").append(number).append("</PartNumber><ETag>");
            document.append(part.headers().firstValue("ETag").orElseThrow()).append("</ETag></Part>");
        }
        if (seed % KINDS == 1) {
            abort(upload);
        } else if (seed % KINDS == 2) {
            complete(upload, document.append("</CompleteMultipartUpload>").toString());
            objects.put("key-" + seed, seed);
        }
    }

    /** How many uploads and plain PUTs were begun. */
    int begun() {
        return next.get();
    }

    /** How many uploads there were that no client knows. */
    int givenUp() {
        return given.get();
    }

    /** As an operator does it who wants nothing left: every upload that is listed is aborted. Returns how many those were. */
    int abortWhatIsListed() {
        final HttpResponse<byte[]> list = requests.send("GET", bucket + "?uploads", null);
        assertThat(list.statusCode()).isEqualTo(OK);
        final Matcher uploads = UPLOAD.matcher(text(list));
        int aborted = 0;
        while (uploads.find()) {
            abort(bucket + "/" + uploads.group(2) + "?uploadId=" + uploads.group(1));
            aborted++;
        }
        return aborted;
    }

    /** Fails unless each object is there with its bytes, and nothing else is. */
    void checkObjects() {
        objects.forEach((key, seed) -> {
            final HttpResponse<byte[]> object = requests.send("GET", bucket + "/" + key, null);
            assertThat(object.statusCode()).as(key).isEqualTo(OK);
            assertThat(object.body()).as(key).isEqualTo(whole(seed));
        });
        for (int seed = 1; seed <= next.get(); seed++) {
            final String key = "key-" + seed;
            if (!objects.containsKey(key)) {
                assertThat(requests.send("GET", bucket + "/" + key, null).statusCode())
                        .as(key)
                        .isEqualTo(NOT_FOUND);
            }
        }
    }

    int objects() {
        return objects.size();
    }

    /** Not tried again: an answer that was lost leaves an upload that only the store and the topic know. */
    private Optional<String> create(final String target) {
        try {
            final Matcher id = UPLOAD_ID.matcher(text(requests.once("POST", target + "?uploads", null)));
            return id.find() ? Optional.of(id.group(1)) : Optional.empty();
        } catch (final IOException e) {
            return Optional.empty();
        }
    }

    private void abort(final String upload) {
        // Aborted before by a try whose answer was lost, or by the operator: 404 then, as S3 has it.
        assertThat(requests.send("DELETE", upload, null).statusCode())
                .as(upload)
                .isIn(NO_CONTENT, NOT_FOUND);
    }

    private void complete(final String upload, final String document) {
        final HttpResponse<byte[]> answer = requests.send("POST", upload, document.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as("%s: %s", upload, text(answer)).isEqualTo(OK);
    }

    private static byte[] whole(final int seed) {
        if (seed % KINDS == 0) {
            return bytes(seed, 0);
        }
        final byte[] first = bytes(seed, 1);
        final byte[] second = bytes(seed, 0);
        final byte[] all = new byte[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static byte[] bytes(final int seed, final int large) {
        final byte[] bytes = new byte[large == 0 ? SMALL : LARGE];
        new Random(seed * 2L + large).nextBytes(bytes);
        return bytes;
    }

    private static String text(final HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
