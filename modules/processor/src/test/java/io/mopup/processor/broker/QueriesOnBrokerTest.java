/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.broker;

import static io.mopup.processor.internal.TestRecords.abort;
import static io.mopup.processor.internal.TestRecords.created;
import static io.mopup.processor.internal.TestRecords.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mopup.admin.AdminConfig;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.query.PartDetails;
import io.mopup.contract.query.PartPage;
import io.mopup.contract.query.QueryError;
import io.mopup.contract.query.QueryJson;
import io.mopup.contract.query.QueryPaths;
import io.mopup.contract.query.UploadDetails;
import io.mopup.events.CommandResult;
import io.mopup.events.PartUploaded;
import io.mopup.events.UploadStatus;
import io.mopup.processor.MopupProcessor;
import io.mopup.processor.StartupException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries to two instances: each answers for both. */
class QueriesOnBrokerTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Map<String, String> LISTENING = Map.of(AdminConfig.LISTENER_CONFIG, "127.0.0.1:0");
    private static final List<String> HOSTILE = List.of(
            "a/b",
            "/",
            "..",
            "a%2Fb",
            "a+b c",
            "?x#y;z",
            "\u00fc\ud83d\ude00",
            "u/parts",
            "\"\\\u0001",
            "x".repeat(1_024));

    @TempDir
    Path directory;

    @Test
    void shouldAnswerFromEitherInstanceWhicheverOwnsTheUpload() throws Exception {
        final List<String> uploads = Stream.concat(
                        IntStream.range(0, 30).mapToObj(upload -> "u" + upload), HOSTILE.stream())
                .toList();
        try (Installation installation = Installation.create();
                Outputs outputs = new Outputs(installation);
                MopupProcessor one = processor(installation, "one");
                MopupProcessor two = processor(installation, "two")) {
            one.start();
            assertThat(AdminPort.get(one, QueryPaths.upload("u1")).statusCode()).isIn(404, 503);
            two.start();
            assertThat(one.awaitRunning(LIMIT)).isTrue();
            assertThat(two.awaitRunning(LIMIT)).isTrue();
            awaitBothOwn(one, two);

            for (int i = 0; i < uploads.size(); i++) {
                installation.publish(created(uploads.get(i)));
                installation.publish(abort(uploads.get(i), "c" + i));
            }
            final TreeSet<String> open = new TreeSet<>(uploads);
            await().atMost(LIMIT).until(() -> {
                answered(outputs, open).forEach(uploadId -> assertSeen(uploadId, one, two));
                return open.isEmpty();
            });
            assertThat(outputs.raw(MopupTopic.DEAD_LETTERS)).isEmpty();
        }
    }

    @Test
    void shouldShowPagesOfPartsFromEitherInstance() throws Exception {
        try (Installation installation = Installation.create();
                MopupProcessor one = processor(installation, "one");
                MopupProcessor two = processor(installation, "two")) {
            one.start();
            two.start();
            assertThat(one.awaitRunning(LIMIT)).isTrue();
            assertThat(two.awaitRunning(LIMIT)).isTrue();
            awaitBothOwn(one, two);
            HOSTILE.forEach(uploadId -> {
                installation.publish(created(uploadId));
                IntStream.rangeClosed(1, 3).forEach(number -> publishPart(installation, uploadId, number));
            });

            for (final String uploadId : HOSTILE) {
                for (final MopupProcessor processor : List.of(one, two)) {
                    await().atMost(LIMIT).untilAsserted(() -> {
                        final PartPage page =
                                AdminPort.get(processor, QueryPaths.parts(uploadId, 1, 1), PartPage.class);
                        assertThat(page.upload().identity().getUploadId()).isEqualTo(uploadId);
                        assertThat(page.upload().status()).isEqualTo(UploadStatus.IN_PROGRESS);
                        assertThat(page.parts())
                                .extracting(PartDetails::partNumber)
                                .containsExactly(2);
                        assertThat(page.truncated()).isTrue();
                    });
                }
            }
            for (final MopupProcessor processor : List.of(one, two)) {
                for (int i = 0; i < 10; i++) {
                    assertError(AdminPort.get(processor, QueryPaths.upload("nobody" + i)), 404, "UNKNOWN_UPLOAD");
                }
            }
        }
    }

    @Test
    void shouldTellToComeBackWhileItIsStarting() throws Exception {
        // Nobody answers there: the start waits for brokers.
        final Map<String, String> changes = Map.of(
                AdminConfig.LISTENER_CONFIG,
                "127.0.0.1:0",
                "bootstrap.servers",
                "127.0.0.1:1",
                "mopup.processor.startup.timeout.ms",
                "120000");
        try (Installation installation = Installation.create();
                MopupProcessor processor = new MopupProcessor(installation.config(directory, changes))) {
            final Thread start = new Thread(() -> assertThatThrownBy(processor::start));
            start.setDaemon(true);
            start.start();
            await().atMost(LIMIT).until(() -> processor.adminAddress().isPresent());

            final HttpResponse<byte[]> answer = AdminPort.get(processor, QueryPaths.upload("u1"));

            assertError(answer, 503, "NOT_READY");
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        }
    }

    @Test
    void shouldNotStartWhenThePortIsTaken() throws Exception {
        try (Installation installation = Installation.create();
                MopupProcessor one = processor(installation, "one")) {
            one.start();
            final Map<String, String> same =
                    Map.of(AdminConfig.LISTENER_CONFIG, one.adminAddress().orElseThrow());
            try (MopupProcessor two = new MopupProcessor(installation.config(directory.resolve("two"), same))) {
                assertThatThrownBy(two::start)
                        .isInstanceOf(StartupException.class)
                        .hasMessageContaining(AdminConfig.LISTENER_CONFIG);
            }
        }
    }

    private static void publishPart(final Installation installation, final String uploadId, final int number) {
        final PartUploaded part = part(uploadId, number);
        // A store names its files itself; only the id of the upload may be anything.
        part.setLocator("p" + number);
        installation.publish(part);
    }

    private MopupProcessor processor(final Installation installation, final String name) {
        return new MopupProcessor(installation.config(directory.resolve(name), LISTENING));
    }

    /** The uploads whose abort was answered now. */
    private static List<String> answered(final Outputs outputs, final TreeSet<String> open) {
        return outputs.poll().read(MopupTopic.RESULTS, CommandResult.class).stream()
                .map(result -> result.getIdentity().getUploadId())
                .filter(open::remove)
                .toList();
    }

    /** Asked once: who has an answer need not ask twice to see what it did. */
    private void assertSeen(final String uploadId, final MopupProcessor... processors) {
        for (final MopupProcessor processor : processors) {
            try {
                final UploadDetails upload = AdminPort.get(processor, QueryPaths.upload(uploadId), UploadDetails.class);
                assertThat(upload.status()).isEqualTo(UploadStatus.ABORTED);
                assertThat(upload.identity().getUploadId()).isEqualTo(uploadId);
            } catch (final IOException | InterruptedException e) {
                throw new AssertionError(uploadId, e);
            }
        }
    }

    /** Until each instance answers for some partition without asking the other one, and for no other. */
    private void awaitBothOwn(final MopupProcessor one, final MopupProcessor two) {
        await().atMost(LIMIT).untilAsserted(() -> {
            int here = 0;
            for (int partition = 0; partition < Installation.PARTITIONS; partition++) {
                final String path = QueryPaths.upload(idOn(partition));
                final List<Integer> statuses = List.of(
                        forwarded(one, path).statusCode(), forwarded(two, path).statusCode());
                assertThat(statuses).containsExactlyInAnyOrder(404, 503);
                here += statuses.get(0) == 404 ? 1 : 0;
            }
            assertThat(here).isBetween(1, Installation.PARTITIONS - 1);
        });
    }

    private static String idOn(final int partition) {
        return IntStream.range(0, 1_000)
                .mapToObj(number -> "probe" + number)
                .filter(id -> RecordKeys.partition(id, Installation.PARTITIONS) == partition)
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<byte[]> forwarded(final MopupProcessor processor, final String path)
            throws IOException, InterruptedException {
        return AdminPort.CLIENT.send(
                HttpRequest.newBuilder(AdminPort.uri(processor, path))
                        .header(QueryPaths.FORWARDED_HEADER, "1")
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static void assertError(final HttpResponse<byte[]> answer, final int status, final String code)
            throws IOException {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(QueryJson.decode(answer.body(), QueryError.class).code()).isEqualTo(code);
    }
}
