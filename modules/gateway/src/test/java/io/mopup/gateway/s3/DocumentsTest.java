/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mopup.core.dialect.S3Error;
import io.mopup.events.Dialect;
import io.mopup.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written and read as XML. */
class DocumentsTest {
    private static final Ids IDS = new Ids("REQ", "HOST");
    private static final String ROOT = "CompleteMultipartUpload";

    @Test
    void shouldWriteTheFieldsOfAnErrorInTheirOrder() {
        final HttpResponse response = ErrorDocument.of(
                S3Error.ENTITY_TOO_SMALL
                        .answer(Map.of("ETag", "e", "PartNumber", "1", "MinSizeAllowed", "5", "ProposedSize", "4"))
                        .saying("Too small"),
                Dialect.S3,
                "/b/k",
                IDS,
                false);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.headers()).containsEntry("Content-Type", "application/xml");
        assertThat(text(response))
                .isEqualTo(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>EntityTooSmall</Code><Message>Too small</Message><ProposedSize>4</ProposedSize>"
                                + "<MinSizeAllowed>5</MinSizeAllowed><PartNumber>1</PartNumber><ETag>e</ETag>"
                                + "<RequestId>REQ</RequestId><HostId>HOST</HostId></Error>");
    }

    @Test
    void shouldEndTheErrorOfCosWithResourceRequestIdAndStatus() {
        final HttpResponse response = ErrorDocument.of(
                S3Error.NO_SUCH_UPLOAD.answer(Map.of("UploadId", "u", "Resource", "/b/null", "httpStatusCode", "404")),
                Dialect.COS,
                "/b/k",
                IDS,
                false);

        assertThat(text(response))
                .contains("<UploadId>u</UploadId><Resource>/b/k</Resource><RequestId>REQ</RequestId>"
                        + "<httpStatusCode>404</httpStatusCode></Error>")
                .doesNotContain("HostId");
    }

    @Test
    void shouldHaveNoBodyWhenTheMethodIsHead() {
        final HttpResponse response =
                ErrorDocument.of(S3Error.NO_SUCH_KEY.answer(Map.of("Key", "k")), Dialect.S3, "/b/k", IDS, true);

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.content()).isInstanceOf(HttpResponse.Content.Empty.class);
    }

    @Test
    void shouldReplaceWhatXmlCannotSay() {
        final byte[] document = XmlWriter.document("R", null, xml -> xml.element("K", "a\u0001<b>&\uD800"));

        assertThat(new String(document, StandardCharsets.UTF_8)).contains("<K>a\uFFFD&lt;b>&amp;\uFFFD</K>");
    }

    @Test
    void shouldReadTheListWhateverTheOrderInsideAPart() throws IOException {
        final CompleteDocument document =
                read("<CompleteMultipartUpload xmlns='http://s3.amazonaws.com/doc/2006-03-01/'>"
                        + "<Part><ETag>\"e\"</ETag><PartNumber>2</PartNumber><ChecksumCRC32>x</ChecksumCRC32></Part>"
                        + "<Part><PartNumber>3</PartNumber></Part></CompleteMultipartUpload>");

        assertThat(document.parts())
                .extracting(part -> part.completed().getPartNumber())
                .containsExactly(2, 3);
        assertThat(document.parts().get(0).completed().getEtag()).isEqualTo("\"e\"");
    }

    @Test
    void shouldTellAnEmptyBodyFromAnEmptyList() throws IOException {
        assertThat(XmlReader.read(InputStream.nullInputStream(), ROOT, CompleteDocument.class))
                .isEmpty();
        assertThat(read("<CompleteMultipartUpload/>").parts()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<CompleteMultipartUpload>",
                "no xml",
                "<Other/>",
                "<!DOCTYPE x [<!ENTITY a 'aa'>]><CompleteMultipartUpload>&a;</CompleteMultipartUpload>",
                "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><CompleteMultipartUpload>&x;</CompleteMultipartUpload>",
                "<CompleteMultipartUpload><a><b><c><d><e><f><g><h><i><j><k/></j></i></h></g></f></e></d></c></b></a>"
                        + "</CompleteMultipartUpload>"
            })
    void shouldRefuseWhatIsNoSuchDocument(final String document) {
        assertThatExceptionOfType(S3Failure.class)
                .isThrownBy(() -> read(document))
                .satisfies(failure -> assertThat(failure.answer().errorCode()).isEqualTo("MalformedXML"));
    }

    static Stream<String> tooLarge() {
        final String attributes =
                IntStream.range(0, 17).mapToObj(number -> " a" + number + "=''").collect(Collectors.joining());
        return Stream.of(
                "<CompleteMultipartUpload" + attributes + "/>",
                listing("e".repeat((64 << 10) + 1)),
                "<CompleteMultipartUpload>" + "<a/>".repeat(1 << 20) + "</CompleteMultipartUpload>");
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void shouldRefuseWhatIsLargerThanAnyDocumentOfTheApi(final String document) {
        assertThatExceptionOfType(S3Failure.class)
                .isThrownBy(() -> read(document))
                .satisfies(failure -> assertThat(failure.answer().errorCode()).isEqualTo("MalformedXML"));
    }

    @Test
    void shouldTakeWhatIsAsLargeAsADocumentCanBe() throws IOException {
        final String attributes =
                IntStream.range(0, 16).mapToObj(number -> " a" + number + "=''").collect(Collectors.joining());
        assertThat(read("<CompleteMultipartUpload" + attributes + "/>")).isNotNull();
        assertThat(read(listing("e".repeat(2_000))).completed()).hasSize(1);
        final String empty = "<CompleteMultipartUpload></CompleteMultipartUpload>";
        assertThat(read(empty.replace("><", ">" + " ".repeat(1_000) + "<"))).isNotNull();
    }

    private static String listing(final String etag) {
        return "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + etag
                + "</ETag></Part></CompleteMultipartUpload>";
    }

    @Test
    void shouldRefuseADocumentWithoutEnd() {
        final InputStream endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }
        };

        assertThatExceptionOfType(S3Failure.class)
                .isThrownBy(() -> XmlReader.read(endless, ROOT, CompleteDocument.class));
    }

    private static CompleteDocument read(final String document) throws IOException {
        return XmlReader.read(
                        new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)),
                        ROOT,
                        CompleteDocument.class)
                .orElseThrow();
    }

    private static String text(final HttpResponse response) {
        return new String(((HttpResponse.Content.Bytes) response.content()).bytes(), StandardCharsets.UTF_8);
    }
}
