/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import com.ctc.wstx.api.WstxOutputProperties;
import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes an answer element by element, because the order of the elements is part of the API. */
final class XmlWriter {
    static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private static final XMLOutputFactory FACTORY = factory();

    private final XMLStreamWriter xml;

    private XmlWriter(final XMLStreamWriter xml) {
        this.xml = xml;
    }

    /**
     * A document.
     *
     * @param namespace of the root, or null
     */
    static byte[] document(final String root, final String namespace, final Consumer<XmlWriter> content) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            final XMLStreamWriter xml = FACTORY.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement(root);
            if (namespace != null) {
                xml.writeDefaultNamespace(namespace);
            }
            content.accept(new XmlWriter(xml));
            xml.writeEndDocument();
            xml.close();
        } catch (final XMLStreamException e) {
            throw new IllegalStateException("Text cannot be written as XML", e);
        }
        return bytes.toByteArray();
    }

    /** The declaration as S3 writes it. */
    private static XMLOutputFactory factory() {
        final WstxOutputFactory factory = new WstxOutputFactory();
        factory.setProperty(WstxOutputProperties.P_USE_DOUBLE_QUOTES_IN_XML_DECL, true);
        return factory;
    }

    /** An element with text; one without content if the value is empty; nothing if it is null. */
    XmlWriter element(final String name, final Object value) {
        if (value == null) {
            return this;
        }
        return nested(name, inner -> inner.text(value.toString()));
    }

    /** An element with elements. */
    XmlWriter nested(final String name, final Consumer<XmlWriter> content) {
        try {
            xml.writeStartElement(name);
            content.accept(this);
            xml.writeEndElement();
            return this;
        } catch (final XMLStreamException e) {
            throw new IllegalStateException("Text cannot be written as XML: " + name, e);
        }
    }

    /** Text of the element that is open. */
    void text(final String value) {
        try {
            xml.writeCharacters(legal(value));
        } catch (final XMLStreamException e) {
            throw new IllegalStateException("Text cannot be written as XML", e);
        }
    }

    /** Keys may contain what XML 1.0 cannot; who wants those as they are asks for encoding-type=url. */
    private static String legal(final String value) {
        return value.codePoints().allMatch(XmlWriter::isLegal)
                ? value
                : value.codePoints()
                        .map(point -> isLegal(point) ? point : '\uFFFD')
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isLegal(final int point) {
        return point >= ' ' && point != 0xFFFE && point != 0xFFFF && !(point >= 0xD800 && point <= 0xDFFF)
                || point == '\t'
                || point == '\n'
                || point == '\r';
    }
}
