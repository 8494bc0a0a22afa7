/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What came back.
 *
 * @param headers by lower-case name
 */
record WireAnswer(int status, Map<String, List<String>> headers, byte[] body) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    WireAnswer is(final int expected) {
        assertThat(status).as("%s", this).isEqualTo(expected);
        return this;
    }

    /** Success without a word: no body, and no header that describes one. */
    WireAnswer isEmpty(final int expected) {
        is(expected);
        assertThat(body).isEmpty();
        return lacks("Content-Type").lacks("Transfer-Encoding");
    }

    /** The one value of a header. */
    String header(final String name) {
        assertThat(headers).as("%s", this).containsKey(lower(name));
        assertThat(headers.get(lower(name))).hasSize(1);
        return headers.get(lower(name)).get(0);
    }

    WireAnswer has(final String name, final String value) {
        assertThat(header(name)).isEqualTo(value);
        return this;
    }

    WireAnswer lacks(final String name) {
        assertThat(headers).as("%s", this).doesNotContainKey(lower(name));
        return this;
    }

    /**
     * An error document of S3: these elements, in this order, and no others.
     *
     * @param fields names and values, by turns, of what this code has besides
     */
    WireAnswer refuses(final int expected, final String code, final String... fields) {
        refusesWith(expected, code, fields, "RequestId", "HostId");
        assertThat(text("RequestId")).isEqualTo(header("x-amz-request-id"));
        assertThat(text("HostId")).isEqualTo(header("x-amz-id-2"));
        return this;
    }

    /** The same in the way of IBM. */
    WireAnswer refusesAsCos(final int expected, final String code, final String resource, final String... fields) {
        refusesWith(expected, code, fields, "Resource", "RequestId", "httpStatusCode");
        assertThat(text("Resource")).isEqualTo(resource);
        assertThat(text("RequestId")).isEqualTo(header("X-Clv-Request-Id"));
        assertThat(text("httpStatusCode")).isEqualTo(Integer.toString(expected));
        return this;
    }

    /** The three fields of an error of Glacier, and no others. */
    WireAnswer refusesAsGlacier(final int expected, final String code, final String type) throws IOException {
        is(expected).has("Content-Type", "application/json");
        assertThat(header("x-amzn-RequestId")).isNotBlank();
        final JsonNode error = json();
        assertThat(error.fieldNames()).toIterable().containsExactlyInAnyOrder("code", "message", "type");
        assertThat(error.path("code").textValue()).isEqualTo(code);
        assertThat(error.path("message").textValue()).isNotBlank();
        assertThat(error.path("type").textValue()).isEqualTo(type);
        return this;
    }

    /** A document of S3 with this root, in the namespace of the API. */
    WireAnswer isDocument(final String root) {
        is(200).has("Content-Type", "application/xml");
        assertThat(root().getLocalName()).isEqualTo(root);
        assertThat(root().getNamespaceURI()).isEqualTo(NAMESPACE);
        return this;
    }

    /** Text of the first element of this name. */
    String text(final String name) {
        final List<String> texts = texts(name);
        assertThat(texts).as("%s in %s", name, this).isNotEmpty();
        return texts.get(0);
    }

    /** Texts of all elements of this name, wherever they stand. */
    List<String> texts(final String name) {
        final NodeList found = root().getElementsByTagNameNS("*", name);
        final List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }

    /** Names of the elements below the root, in their order. */
    List<String> elements() {
        final List<String> names = new ArrayList<>();
        for (Node node = root().getFirstChild(); node != null; node = node.getNextSibling()) {
            names.add(node.getNodeName());
        }
        return names;
    }

    JsonNode json() throws IOException {
        return MAPPER.readTree(body);
    }

    /** Status, and the code of an error. */
    String summary() {
        final String text = new String(body, StandardCharsets.UTF_8);
        return status + (status < 400 ? "" : " " + text.replaceAll("(?s).*(<Code>|\"code\":\")(\\w+).*", "$2"));
    }

    @Override
    public String toString() {
        return status + " " + headers + " " + new String(body, StandardCharsets.UTF_8);
    }

    private void refusesWith(final int expected, final String code, final String[] fields, final String... last) {
        is(expected).has("Content-Type", "application/xml");
        assertThat(root().getNodeName()).isEqualTo("Error");
        assertThat(root().getNamespaceURI()).isNull();
        final List<String> names = new ArrayList<>(List.of("Code", "Message"));
        for (int i = 0; i < fields.length; i += 2) {
            names.add(fields[i]);
            assertThat(text(fields[i])).as("%s", this).isEqualTo(fields[i + 1]);
        }
        names.addAll(List.of(last));
        assertThat(elements()).as("%s", this).isEqualTo(names);
        assertThat(text("Code")).isEqualTo(code);
        assertThat(text("Message")).isNotBlank();
    }

    private Element root() {
        try {
            final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(body))
                    .getDocumentElement();
        } catch (final ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("No document: " + this, e);
        }
    }

    private static String lower(final String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
