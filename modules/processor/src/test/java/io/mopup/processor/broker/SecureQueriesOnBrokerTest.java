/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.broker;

import static io.mopup.processor.internal.TestRecords.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mopup.admin.AdminConfig;
import io.mopup.contract.KeyStores;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.query.QueryJson;
import io.mopup.contract.query.QueryPaths;
import io.mopup.contract.query.UploadDetails;
import io.mopup.processor.MopupProcessor;
import io.mopup.processor.ProcessorConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances that speak TLS only and want a token: each still answers for both. */
class SecureQueriesOnBrokerTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String TOKEN = "MwvTBCR2ZQHj8dPz6v1uXg==";

    @TempDir
    Path directory;

    private Map<String, String> secured;
    private HttpClient client;

    @BeforeEach
    void createStores() throws Exception {
        final KeyStores stores = KeyStores.create(directory, "it");
        secured = new HashMap<>(stores.server(AdminConfig.PREFIX));
        secured.putAll(stores.client(AdminConfig.PREFIX));
        secured.put(AdminConfig.LISTENER_CONFIG, "127.0.0.1:0");
        secured.put(
                AdminConfig.TOKEN_FILE_CONFIG,
                Files.writeString(directory.resolve("token"), TOKEN).toString());
        client = HttpClient.newBuilder().sslContext(stores.context()).build();
    }

    @Test
    void shouldAskEachOtherByTls() throws Exception {
        final List<String> uploads = IntStream.range(0, Installation.PARTITIONS)
                .mapToObj(SecureQueriesOnBrokerTest::idOn)
                .toList();
        try (Installation installation = Installation.create();
                MopupProcessor one = processor(installation, "one");
                MopupProcessor two = processor(installation, "two")) {
            one.start();
            two.start();
            assertThat(one.awaitRunning(LIMIT)).isTrue();
            assertThat(two.awaitRunning(LIMIT)).isTrue();
            uploads.forEach(uploadId -> installation.publish(created(uploadId)));

            await().atMost(LIMIT).untilAsserted(() -> {
                int here = 0;
                for (final String uploadId : uploads) {
                    assertSeen(uploadId, one);
                    assertSeen(uploadId, two);
                    here += get(one, QueryPaths.upload(uploadId), true).statusCode() == 200 ? 1 : 0;
                }
                // Each of them had to ask the other one for something.
                assertThat(here).isBetween(1, uploads.size() - 1);
            });
            assertThatThrownBy(() -> AdminPort.get(one, "/live")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void shouldNotStartWhenTheKeyStoreIsNotThere() {
        final Map<String, String> given = new HashMap<>(secured);
        given.put("mopup.admin.ssl.keystore.location", "/nowhere/keys.p12");
        given.put("bootstrap.servers", "127.0.0.1:1");
        given.put("schema.registry.url", "mock://nowhere");
        try (MopupProcessor processor = new MopupProcessor(new ProcessorConfig(given))) {
            assertThatThrownBy(processor::start)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("mopup.admin.ssl.keystore.location");
            assertThat(processor.adminAddress()).isEmpty();
        }
    }

    private MopupProcessor processor(final Installation installation, final String name) {
        return new MopupProcessor(installation.config(directory.resolve(name), secured));
    }

    private void assertSeen(final String uploadId, final MopupProcessor processor) throws Exception {
        final HttpResponse<byte[]> answer = get(processor, QueryPaths.upload(uploadId), false);
        assertThat(answer.statusCode()).as(() -> AdminPort.text(answer)).isEqualTo(200);
        assertThat(QueryJson.decode(answer.body(), UploadDetails.class)
                        .identity()
                        .getUploadId())
                .isEqualTo(uploadId);
    }

    /** @param forwarded as if by the other instance, so that it is not passed on */
    private HttpResponse<byte[]> get(final MopupProcessor processor, final String path, final boolean forwarded)
            throws IOException, InterruptedException {
        final HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("https://" + processor.adminAddress().orElseThrow() + path))
                .header("Authorization", "Bearer " + TOKEN);
        if (forwarded) {
            request.header(QueryPaths.FORWARDED_HEADER, "1");
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String idOn(final int partition) {
        return IntStream.range(0, 1_000)
                .mapToObj(number -> "u" + number)
                .filter(id -> RecordKeys.partition(id, Installation.PARTITIONS) == partition)
                .findFirst()
                .orElseThrow();
    }
}
