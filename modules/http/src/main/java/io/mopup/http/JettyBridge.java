/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import io.mopup.http.HttpResponse.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content.Sink;
import org.eclipse.jetty.io.Content.Source;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Between Jetty and the protocols: nobody else knows which server this is. */
final class JettyBridge extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(JettyBridge.class);
    private static final int ID_BYTES = 8;

    private final HttpHandler handler;
    private final SecureRandom random = new SecureRandom();

    JettyBridge(final HttpHandler handler) {
        this.handler = handler;
    }

    @Override
    public boolean handle(final Request jetty, final Response response, final Callback callback) throws Exception {
        final HttpRequest request;
        try {
            request = request(jetty);
        } catch (final MalformedRequestException e) {
            response.setStatus(HttpStatus.BAD_REQUEST_400);
            response.write(true, null, callback);
            return true;
        }
        try {
            send(handler.handle(request), response, callback);
        } catch (final IOException e) {
            LOG.debug("Request {} was cut off", request.id(), e);
            callback.failed(e);
        }
        return true;
    }

    private HttpRequest request(final Request jetty) {
        final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (final HttpField field : jetty.getHeaders()) {
            headers.computeIfAbsent(field.getName(), name -> new ArrayList<>()).add(field.getValue());
        }
        return new HttpRequest(
                id(),
                jetty.getMethod(),
                jetty.getHttpURI().getPath(),
                Query.parse(jetty.getHttpURI().getQuery()),
                new Headers(headers),
                Source.asInputStream(jetty));
    }

    private String id() {
        final byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    private static void send(final HttpResponse answer, final Response response, final Callback callback)
            throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHeaders()::put);
        if (answer.content() instanceof Content.Bytes body) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.bytes().length);
            response.write(true, ByteBuffer.wrap(body.bytes()), callback);
        } else if (answer.content() instanceof Content.Stream body) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length());
            try (InputStream in = body.in();
                    OutputStream out = Sink.asOutputStream(response)) {
                in.transferTo(out);
            }
            callback.succeeded();
        } else {
            if (answer.content() instanceof Content.Unsent body) {
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length());
            }
            response.write(true, null, callback);
        }
    }
}
