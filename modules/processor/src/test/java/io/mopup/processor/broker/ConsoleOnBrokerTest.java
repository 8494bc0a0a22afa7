/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.broker;

import static io.mopup.processor.internal.TestRecords.abort;
import static io.mopup.processor.internal.TestRecords.created;
import static io.mopup.processor.internal.TestRecords.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mopup.admin.AdminConfig;
import io.mopup.contract.query.LifecycleEvent;
import io.mopup.contract.query.QueryPaths;
import io.mopup.contract.query.Summary;
import io.mopup.contract.query.UploadHistory;
import io.mopup.contract.query.UploadPage;
import io.mopup.events.LifecycleType;
import io.mopup.processor.MopupProcessor;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console asks for, of two instances that have some of the uploads each. */
class ConsoleOnBrokerTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int UPLOADS = 12;
    private static final int PART_SIZE = 1_000;

    @TempDir
    Path directory;

    @Test
    void shouldShowTheWholeInstallationWhicheverInstanceIsAsked() throws Exception {
        try (Installation installation = Installation.create();
                MopupProcessor one = processor(installation, "one");
                MopupProcessor two = processor(installation, "two")) {
            one.start();
            two.start();
            assertThat(one.awaitRunning(LIMIT)).isTrue();
            assertThat(two.awaitRunning(LIMIT)).isTrue();
            IntStream.range(0, UPLOADS).forEach(number -> installation.publish(created("u" + number)));
            installation.publish(part("u3", 1));
            await().atMost(LIMIT).untilAsserted(() -> {
                assertThat(ids(one, "")).hasSize(UPLOADS);
                assertThat(parts(one, "u3")).contains("\"partNumber\":1");
            });
            final List<String> heard = listen(two);
            await().atMost(LIMIT).until(() -> heard.stream().anyMatch("event: begin"::equals));

            installation.publish(abort("u3", "c1"));

            await().atMost(LIMIT).untilAsserted(() -> assertThat(heard)
                    .anyMatch(line ->
                            line.startsWith("data: ") && line.contains("\"ABORTED\"") && line.contains("\"u3\"")));
            for (final MopupProcessor instance : List.of(one, two)) {
                shouldList(instance);
                shouldTellTheHistory(instance);
                shouldCount(instance);
            }
            shouldServeThePage(one);
        }
    }

    private void shouldList(final MopupProcessor instance) throws Exception {
        assertThat(ids(instance, "?status=ABORTED")).containsExactly("u3");
        assertThat(ids(instance, "?status=IN_PROGRESS")).hasSize(UPLOADS - 1);
        assertThat(ids(instance, "?q=u11")).containsExactly("u11");
        assertThat(ids(instance, "?container=bucket&keyPrefix=a/")).hasSize(UPLOADS);
        assertThat(ids(instance, "?keyPrefix=b/")).isEmpty();
        final UploadPage first = AdminPort.get(instance, "/uploads?limit=5", UploadPage.class);
        assertThat(first.uploads()).hasSize(5);
        assertThat(first.next()).isNotNull();
    }

    private void shouldTellTheHistory(final MopupProcessor instance) throws Exception {
        final UploadHistory history = AdminPort.get(instance, QueryPaths.history("u3"), UploadHistory.class);

        assertThat(history.events())
                .extracting(LifecycleEvent::type)
                .startsWith(LifecycleType.CREATED, LifecycleType.ABORTED);
        assertThat(history.since()).isNull();
    }

    /** Nobody deletes anything here: the part burns. */
    private void shouldCount(final MopupProcessor instance) {
        await().atMost(LIMIT).untilAsserted(() -> {
            final Summary summary = AdminPort.get(instance, QueryPaths.SUMMARY, Summary.class);
            assertThat(summary.missing()).isEmpty();
            assertThat(summary.instances()).isEqualTo(2);
            assertThat(summary.counts().open()).isEqualTo(UPLOADS - 1);
            assertThat(summary.counts().aborting()).isEqualTo(1);
            assertThat(summary.counts().bytesBurning()).isEqualTo(PART_SIZE);
            assertThat(summary.samples()).isNotEmpty();
        });
    }

    private void shouldServeThePage(final MopupProcessor instance) throws Exception {
        final HttpResponse<byte[]> page = AdminPort.get(instance, "/");

        assertThat(AdminPort.text(page))
                .contains("/console/console.js")
                .doesNotContain("style=")
                .doesNotContain("onclick");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self';")
                .doesNotContain("unsafe");
        for (final String file : List.of("console.css", "console.js", "chart.js", "words.js", "icon.svg")) {
            assertThat(AdminPort.get(instance, "/console/" + file).statusCode())
                    .as(file)
                    .isEqualTo(200);
        }
        assertThat(AdminPort.get(instance, "/console/ConsoleFiles.class").statusCode())
                .isNotEqualTo(200);
    }

    private MopupProcessor processor(final Installation installation, final String name) {
        return new MopupProcessor(
                installation.config(directory.resolve(name), Map.of(AdminConfig.LISTENER_CONFIG, "127.0.0.1:0")));
    }

    /** Ends with the processor. */
    private List<String> listen(final MopupProcessor instance) {
        final List<String> lines = new CopyOnWriteArrayList<>();
        final CompletableFuture<Void> unused = AdminPort.CLIENT
                .sendAsync(
                        HttpRequest.newBuilder(AdminPort.uri(instance, QueryPaths.EVENTS))
                                .build(),
                        BodyHandlers.ofLines())
                .thenAccept(answer -> answer.body().forEach(lines::add));
        return lines;
    }

    private List<String> ids(final MopupProcessor instance, final String query) throws Exception {
        return AdminPort.get(instance, "/uploads" + query, UploadPage.class).uploads().stream()
                .map(upload -> upload.upload().uploadId())
                .toList();
    }

    private String parts(final MopupProcessor instance, final String uploadId) throws Exception {
        return AdminPort.text(AdminPort.get(instance, QueryPaths.parts(uploadId, 0, 1)));
    }
}
