/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static io.mopup.sdk.RawRequest.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents that are made to cost more than they weigh. */
@Tag("long")
class HostileDocumentTest {
    private static final Map<String, String> ROOTS =
            Map.of("uploadId", "CompleteMultipartUpload", "delete", "Delete", "lifecycle", "LifecycleConfiguration");

    private final HostileClient client = HostileClient.get();
    private final Set<String> before = client.files();

    @AfterEach
    void requireUnharmed() throws IOException {
        client.requireUnharmed(before);
    }

    static Stream<Arguments> documents() {
        final Map<String, String> documents = new LinkedHashMap<>();
        final StringBuilder entities = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 \"lol\">");
        for (int i = 1; i < 10; i++) {
            entities.append("<!ENTITY e%d \"%s\">".formatted(i, ("&e" + (i - 1) + ";").repeat(10)));
        }
        documents.put("entities", entities + "]><%1$s>&e9;</%1$s>");
        documents.put("file", "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><%1$s><Key>&e;</Key></%1$s>");
        documents.put("dtd", "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\"><%1$s>&e;</%1$s>");
        documents.put("depth", "<%1$s>" + "<a>".repeat(100_000) + "</a>".repeat(100_000) + "</%1$s>");
        final StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            attributes.append(" a").append(i).append("=\"1\"");
        }
        documents.put("attributes", "<%1$s" + attributes + "></%1$s>");
        documents.put("text", "<%1$s><Key>" + "k".repeat(3 << 20) + "</Key></%1$s>");
        documents.put("name", "<%1$s><" + "k".repeat(3 << 20) + "/></%1$s>");
        documents.put("length", "<%1$s>" + " ".repeat(10 << 20) + "</%1$s>");
        documents.put("cut short", "<%1$s><Part>");
        documents.put("other root", "<Other/>");
        documents.put("no XML", "{\"a\": 1}");
        documents.put("UTF-16 without a mark", "\u0000<\u0000a\u0000/\u0000>");
        documents.put("control characters", "<%1$s>\u0000\u0001</%1$s>");
        return documents.entrySet().stream().flatMap(document -> ROOTS.entrySet().stream()
                .map(root -> Arguments.of(
                        document.getKey(), root.getKey(), document.getValue().replace("%1$s", root.getValue()))));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("documents")
    void shouldCallItMalformedWhenADocumentIsABomb(final String what, final String operation, final String document)
            throws IOException {
        assertThat(code(operation, document)).isEqualTo("400 MalformedXML");
    }

    @Test
    void shouldLeaveNothingWhenAPartIsListedThatNobodySent() throws IOException {
        final String part =
                "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>a</ETag></Part></CompleteMultipartUpload>";
        assertThat(code("uploadId", part)).isEqualTo("400 InvalidPart");
        final RawRequest conditional =
                of("POST", client.path("key"), "uploadId=" + client.uploadId()).with("if-none-match", "*");
        assertThat(client.once(conditional.length(part.length()).signed() + part)
                        .orElseThrow()
                        .code())
                .isEqualTo("400 InvalidPart");
    }

    private String code(final String operation, final String document) throws IOException {
        final byte[] bytes = document.getBytes(StandardCharsets.ISO_8859_1);
        final RawRequest request =
                switch (operation) {
                    case "uploadId" -> of("POST", client.path("key"), "uploadId=" + client.uploadId());
                    case "delete" -> of("POST", "/" + client.bucket(), "delete");
                    default -> of("PUT", "/" + client.bucket(), "lifecycle");
                };
        final String md5 = Base64.getEncoder().encodeToString(Digests.md5().digest(bytes));
        return client.once(request.length(bytes.length).with("content-md5", md5).signed() + document)
                .orElseThrow()
                .code();
    }
}
