/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is logged, or stands in the message of an exception, is read by more people than may know a signature. */
class SecretsInTextTest {
    private final Query query =
            Query.parse("X-Amz-Signature=sig-secret&X-Amz-Security-Token=token-secret&uploadId=id-secret");

    @Test
    void shouldNameParametersWithoutTheirValuesWhenPrinted() {
        assertThat(query.toString()).contains("X-Amz-Signature", "uploadId").doesNotContain("secret");
        assertThat(query.parameters().get(0).toString()).doesNotContain("secret");
    }

    @Test
    void shouldPrintNeitherHeadersNorValuesWhenARequestIsPrinted() {
        final HttpRequest request = new HttpRequest(
                "ID1",
                "PUT",
                "/bucket/key",
                query,
                new Headers(Map.of("Authorization", List.of("secret"), "x-amz-security-token", List.of("secret"))),
                InputStream.nullInputStream());

        assertThat(request.toString()).contains("ID1", "PUT", "/bucket/key").doesNotContain("secret");
        assertThat("" + request.headers()).doesNotContain("secret");
    }
}
