/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mopup.gateway.Gateway;
import io.mopup.gateway.GatewayConfig;
import io.mopup.gateway.GatewayMetric;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What all hostile tests need: a gateway whose limits are so short that none waits long, a bucket, and an open upload. */
final class HostileClient {
    /** No name of these tests stands anywhere outside the store. */
    static final String MARK = "mopup-hostile";

    private static final Pattern INSIDE =
            Pattern.compile("\\b(java|javax|jdk|sun|org|com|io)\\.[a-z0-9]+\\.[A-Za-z]|\\tat |Caused by|Jetty");
    private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>([^<]+)</UploadId>");

    private static HostileClient running;

    private final Gateway gateway;
    private final String bucket = Buckets.next("hostile");
    private final String uploadId;

    private HostileClient() throws IOException {
        gateway = RealStack.get()
                .another(Map.of(
                        GatewayConfig.ASSEMBLY_GROUP_CONFIG, "hostile-gateway",
                        GatewayConfig.IDLE_TIMEOUT_CONFIG, "1500",
                        GatewayConfig.HEADER_TIMEOUT_CONFIG, "500",
                        GatewayConfig.BODY_RATE_CONFIG, "65536",
                        // More than a kernel can blur by the megabytes that it buffers.
                        GatewayConfig.ANSWER_RATE_CONFIG, "67108864"));
        assertThat(once(RawRequest.of("PUT", "/" + bucket, "").length(0).signed())
                        .orElseThrow()
                        .status())
                .isEqualTo(200);
        uploadId = create("key");
    }

    static synchronized HostileClient get() {
        if (running == null) {
            try {
                running = new HostileClient();
            } catch (final IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return running;
    }

    String bucket() {
        return bucket;
    }

    /** Of an open upload for {@code key}. */
    String uploadId() {
        return uploadId;
    }

    /** Begins an upload. */
    String create(final String key) throws IOException {
        final Matcher matcher = UPLOAD_ID.matcher(
                once(RawRequest.of("POST", path(key), "uploads").length(0).signed())
                        .orElseThrow()
                        .body());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    /** Path of a key that is encoded already. */
    String path(final String key) {
        return "/" + bucket + "/" + key;
    }

    /** A part of the open upload. */
    RawRequest part() {
        return RawRequest.of("PUT", path("key"), "partNumber=1&uploadId=" + uploadId);
    }

    RawConnection connect() throws IOException {
        return new RawConnection(gateway.s3Port().orElseThrow());
    }

    RawConnection connectGlacier() throws IOException {
        return new RawConnection(gateway.glacierPort().orElseThrow());
    }

    /** Sends these bytes and reads one answer; empty if the connection is closed instead. */
    Optional<RawConnection.Answer> once(final String... texts) throws IOException {
        try (RawConnection connection = connect()) {
            for (final String text : texts) {
                try {
                    connection.send(text);
                } catch (final IOException e) {
                    // Closed while it was sent; the answer may be there all the same.
                    break;
                }
            }
            final Optional<RawConnection.Answer> answer = connection.answer();
            answer.ifPresent(HostileClient::requireNothingOfTheInside);
            return answer;
        }
    }

    /** How many answers were cut off so far because they were read too slowly. */
    long answersCutOff() {
        return gateway.metrics().registry().metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(GatewayMetric.ANSWERS_CUT_OFF.metricName()))
                .filter(metric -> "s3".equals(metric.getKey().tags().get("api")))
                .mapToLong(metric -> (Long) metric.getValue().metricValue())
                .sum();
    }

    Set<String> files() {
        return StoreFiles.all(RealStack.get().store());
    }

    /** Nothing lies in the store that did not before, nothing outside of it, and the next client is served. */
    void requireUnharmed(final Set<String> before) throws IOException {
        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(files()).isEqualTo(before));
        final Path stack = RealStack.get().store().getParent();
        try (Stream<Path> files = Files.walk(stack, 3)) {
            assertThat(files.map(file -> stack.relativize(file).toString()).filter(name -> !name.startsWith("store")))
                    .noneMatch(name -> name.contains(MARK));
        }
        for (Path above = stack.getParent(); above != null; above = above.getParent()) {
            assertThat(above.resolve(MARK)).doesNotExist();
        }
        assertThat(once(RawRequest.of("GET", "/" + bucket, "").signed())
                        .orElseThrow()
                        .status())
                .isEqualTo(200);
    }

    static void requireNothingOfTheInside(final RawConnection.Answer answer) {
        assertThat(answer.head()).doesNotContainPattern(INSIDE);
        assertThat(answer.body()).doesNotContainPattern(INSIDE);
    }

    static int length(final String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1).length;
    }
}
