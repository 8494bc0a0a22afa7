/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.benchmarks.BenchException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Uploads from their beginning to their end, of which every second one is aborted. */
public final class GatewayLoad {
    public static final String PART_8 = "UploadPart 8 MiB";
    public static final String PLAIN_8 = "plain PUT 8 MiB";
    public static final String ABORT = "AbortMultipartUpload";

    private static final String BUCKET = "/benchmark";
    private static final int MIB = 1 << 20;
    /** Every eighth part is a large one, so that the disk does not decide everything. */
    private static final int LARGE_EVERY = 8;

    private static final double NANOS = 1e9;
    private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>([^<]+)</UploadId>");

    private final GatewayClient client;
    private final byte[] small = new byte[MIB];
    private final byte[] large = new byte[8 * MIB];
    private final AtomicLong next = new AtomicLong();

    /** Makes the bucket. */
    public GatewayLoad(final GatewayClient client) {
        this.client = client;
        if (client.send(new OperationTimes(), "CreateBucket", "PUT", BUCKET, null)
                .isEmpty()) {
            throw new BenchException("The bucket of the benchmark cannot be made.");
        }
    }

    /** One client: parts and plain PUTs by turns, then an abort. */
    public void alone(final String plain, final int times, final OperationTimes result) {
        for (int i = 0; i < times; i++) {
            final String upload =
                    create(new OperationTimes()).orElseThrow(() -> new BenchException("No upload can be created."));
            part(result, upload, PART_8, large);
            client.sendTo(result, PLAIN_8, "PUT", plain, large);
            client.send(result, ABORT, "DELETE", upload, null);
        }
    }

    /** Many clients; requests a second. */
    public double run(final int clients, final int seconds, final OperationTimes result) {
        final ExecutorService threads = Executors.newFixedThreadPool(clients);
        final long begin = System.nanoTime();
        final long end = begin + (long) (seconds * NANOS);
        try {
            final List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                all.add(threads.submit(() -> {
                    while (System.nanoTime() < end) {
                        one(result);
                    }
                }));
            }
            for (final Future<?> each : all) {
                each.get();
            }
        } catch (final ExecutionException e) {
            throw new BenchException("A client failed.", e.getCause());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted.", e);
        } finally {
            threads.shutdownNow();
        }
        final long answers =
                result.statuses().values().stream().mapToLong(Long::longValue).sum();
        return answers / ((System.nanoTime() - begin) / NANOS);
    }

    private void one(final OperationTimes result) {
        final Optional<String> created = create(result);
        if (created.isEmpty()) {
            return;
        }
        final String upload = created.get();
        final long turn = next.incrementAndGet();
        final boolean isLarge = turn % LARGE_EVERY == 0;
        final Optional<String> etag =
                part(result, upload, isLarge ? PART_8 : "UploadPart 1 MiB", isLarge ? large : small);
        client.send(result, "ListParts", "GET", upload, null);
        client.send(result, "ListMultipartUploads", "GET", BUCKET + "?uploads", null);
        if (turn % 2 == 0 || etag.isEmpty()) {
            client.send(result, ABORT, "DELETE", upload, null);
            return;
        }
        final String document = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + etag.get()
                + "</ETag></Part></CompleteMultipartUpload>";
        client.send(result, "CompleteMultipartUpload", "POST", upload, document.getBytes(StandardCharsets.UTF_8));
        client.send(result, "DeleteObject", "DELETE", upload.substring(0, upload.indexOf('?')), null);
    }

    /** The target of a new upload. */
    private Optional<String> create(final OperationTimes result) {
        final String key = BUCKET + "/key-" + next.incrementAndGet();
        return client.send(result, "CreateMultipartUpload", "POST", key + "?uploads", null)
                .map(HttpResponse::body)
                .map(UPLOAD_ID::matcher)
                .filter(Matcher::find)
                .map(matcher -> key + "?uploadId=" + matcher.group(1));
    }

    private Optional<String> part(
            final OperationTimes result, final String upload, final String operation, final byte[] bytes) {
        return client.send(result, operation, "PUT", upload + "&partNumber=1", bytes)
                .flatMap(response -> response.headers().firstValue("ETag"));
    }
}
