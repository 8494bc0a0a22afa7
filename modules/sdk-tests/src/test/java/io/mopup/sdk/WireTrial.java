/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mopup.client.MopupClient;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What one case asks with; keeps what it got. */
final class WireTrial {
    static final String OWNER = "111122223333";
    static final String STRANGER = "999988887777";
    static final String COS_OWNER = "444455556666";

    private final List<String> got = new ArrayList<>();
    private final WireSender sender;

    /** Everything goes over the wire as it is. */
    WireTrial() {
        this(WireRequest::send);
    }

    /** @param sender how that is sent which a case is about; what comes before and after goes as it is */
    WireTrial(final WireSender sender) {
        this.sender = sender;
    }

    /** Every answer so far. */
    String got() {
        return String.join("; ", got);
    }

    /** Sends, and notes the answer; every answer names the request. */
    WireAnswer send(final WireRequest request) throws IOException, InterruptedException {
        final WireAnswer answer = sender.send(request);
        got.add(answer.summary());
        if (!answer.headers().containsKey("x-amzn-requestid")) {
            assertThat(answer.header("x-amz-request-id")).isNotBlank();
            assertThat(answer.header("x-amz-id-2")).isNotBlank();
        }
        return answer;
    }

    /** An upload of key "cat.jpg" in a new general purpose bucket. */
    WireUpload upload() throws IOException, InterruptedException {
        return upload("mopupdev", bucket(), "cat.jpg");
    }

    WireUpload upload(final String user, final String bucket, final String key)
            throws IOException, InterruptedException {
        return WireUpload.create(this, user, bucket, key);
    }

    String bucket() {
        final String bucket = Buckets.next("wire");
        S3Clients.of("mopupdev").createBucket(request -> request.bucket(bucket));
        return bucket;
    }

    String cosBucket() {
        final String bucket = Buckets.next("cos");
        S3Clients.of("cosdev").createBucket(request -> request.bucket(bucket));
        return bucket;
    }

    String directoryBucket() throws IOException, InterruptedException {
        final String bucket = directoryName();
        WireRequest.s3("PUT", "/" + bucket).send().is(200);
        return bucket;
    }

    static String directoryName() {
        return Buckets.next("dir") + "--use1-az4--x-s3";
    }

    String vault() throws IOException, InterruptedException {
        final String vault = Buckets.next("vault");
        WireRequest.glacier("PUT", "/-/vaults/" + vault).send().is(201);
        return vault;
    }

    /**
     * A bucket as an operator registers it, with what no request to the gateway can set. Registered once, so that nobody
     * has an older record of it.
     */
    String registered(final Dialect dialect, final Consumer<Container.Builder> with)
            throws IOException, InterruptedException {
        final String name = dialect == Dialect.S3_DIRECTORY ? directoryName() : Buckets.next("registered");
        final Container.Builder container = Container.newBuilder()
                .setDialect(dialect)
                .setContainer(name)
                .setAccount(OWNER)
                .setUpdatedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        with.accept(container);
        try (MopupClient client = new MopupClient(RealStack.get().client())) {
            client.publish(container.build()).join();
        }
        if (dialect == Dialect.GLACIER) {
            await().atMost(60, SECONDS)
                    .until(() -> WireRequest.glacier("GET", "/-/vaults/" + name + "/multipart-uploads")
                                    .send()
                                    .status()
                            != 404);
        } else {
            await().atMost(60, SECONDS)
                    .until(() -> WireRequest.s3("HEAD", "/" + name).send().status() != 404);
        }
        return name;
    }

    /** Waits until no part of any upload to this bucket or vault is left on the disk. */
    static void awaitNoFiles(final String container) {
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(StoreFiles.of(container)).isEmpty());
    }
}
