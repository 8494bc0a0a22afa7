/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.query.QueryJson;
import io.mopup.processor.MopupProcessor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Asks processors on their admin ports. */
final class AdminPort {
    static final HttpClient CLIENT = HttpClient.newHttpClient();

    private AdminPort() {}

    static HttpResponse<byte[]> get(final MopupProcessor processor, final String path)
            throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(uri(processor, path)).build(), BodyHandlers.ofByteArray());
    }

    /** What is answered with 200. */
    static <T extends Record> T get(final MopupProcessor processor, final String path, final Class<T> type)
            throws IOException, InterruptedException {
        final HttpResponse<byte[]> answer = get(processor, path);
        assertThat(answer.statusCode()).as(() -> text(answer)).isEqualTo(200);
        return QueryJson.decode(answer.body(), type);
    }

    static String text(final HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    static URI uri(final MopupProcessor processor, final String path) {
        return URI.create("http://" + processor.adminAddress().orElseThrow() + path);
    }
}
