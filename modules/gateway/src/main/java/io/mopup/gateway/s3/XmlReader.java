/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.xml.XmlFactory;
import com.fasterxml.jackson.dataformat.xml.XmlMapper;
import io.mopup.core.dialect.S3Error;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the documents that strangers send: no entities, no depth, no length beyond what the API needs. */
final class XmlReader {
    /** 10,000 parts with an ETag and a checksum each need less than half of it. */
    static final int MAX_BYTES = 4 << 20;

    private static final int MAX_DEPTH = 10;
    private static final int MAX_ATTRIBUTES = 16;
    private static final int MAX_TEXT = 8 << 10;

    private static final WstxInputFactory FACTORY = factory();
    private static final XmlMapper MAPPER = XmlMapper.builder(new XmlFactory(FACTORY))
            .defaultUseWrapper(false)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private XmlReader() {}

    /**
     * The document in a body; empty if the body is.
     *
     * @param root what its root element is called
     * @throws S3Failure MalformedXML
     * @throws IOException if the body cannot be read to its end
     */
    static <T> Optional<T> read(final InputStream body, final String root, final Class<T> type) throws IOException {
        final byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length == 0) {
            return Optional.empty();
        }
        if (bytes.length > MAX_BYTES) {
            throw malformed("The document is longer than " + MAX_BYTES + " bytes.");
        }
        try {
            final XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(bytes));
            reader.nextTag();
            if (!reader.getLocalName().equals(root)) {
                throw malformed("The root element is " + reader.getLocalName() + ", not " + root + ".");
            }
            return Optional.of(MAPPER.readValue(reader, type));
        } catch (final XMLStreamException | JacksonException e) {
            throw malformed(null);
        }
    }

    private static S3Failure malformed(final String message) {
        final S3Failure failure = S3Failure.of(S3Error.MALFORMED_XML);
        return message == null ? failure : failure.saying(message);
    }

    private static WstxInputFactory factory() {
        final WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MAX_ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, MAX_TEXT);
        return factory;
    }
}
