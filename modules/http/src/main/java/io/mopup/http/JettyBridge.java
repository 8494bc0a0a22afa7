/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import io.mopup.http.HttpResponse.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content.Sink;
import org.eclipse.jetty.io.Content.Source;
import org.eclipse.jetty.io.EndPoint;
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
    private static final byte[] NOTHING = {};
    /** Twice the usual part of a client; whoever sends more than that to be refused may be cut off. */
    private static final long MOST_UNREAD = 16 << 20;

    private final HttpHandler handler;
    private final HttpLimits limits;
    private final HeaderDeadlines deadlines;
    private final AnswerDeadlines answers;
    private final SecureRandom random = new SecureRandom();

    JettyBridge(
            final HttpHandler handler,
            final HttpLimits limits,
            final HeaderDeadlines deadlines,
            final AnswerDeadlines answers) {
        this.handler = handler;
        this.limits = limits;
        this.deadlines = deadlines;
        this.answers = answers;
    }

    @Override
    public boolean handle(final Request jetty, final Response response, final Callback callback) throws Exception {
        final Connection connection = jetty.getConnectionMetaData().getConnection();
        deadlines.met(connection);
        Request.addCompletionListener(jetty, failure -> deadlines.await(connection));
        final PacedBody body = new PacedBody(Source.asInputStream(jetty), limits, System::nanoTime);
        try {
            send(answer(jetty, body), connection.getEndPoint(), response);
        } catch (final IOException e) {
            LOG.debug("The request was cut off", e);
            callback.failed(e);
            return true;
        }
        // A connection that is closed while bytes come in is reset, and the answer may be lost with it.
        // For who waits for a go-ahead and got this answer instead, Jetty ends the body at once.
        body.drain(MOST_UNREAD, limits.header());
        callback.succeeded();
        return true;
    }

    private HttpResponse answer(final Request jetty, final PacedBody body) throws IOException {
        try {
            return handler.handle(request(jetty, body));
        } catch (final MalformedRequestException e) {
            return HttpResponse.empty(HttpStatus.BAD_REQUEST_400);
        } catch (final SlowBodyException e) {
            return HttpResponse.empty(HttpStatus.REQUEST_TIMEOUT_408).with("Connection", "close");
        }
    }

    private HttpRequest request(final Request jetty, final PacedBody body) {
        final String path = jetty.getHttpURI().getPath();
        if (path == null || !path.startsWith("/")) {
            // The authority of CONNECT, the asterisk of OPTIONS.
            throw new MalformedRequestException("The target is not a path");
        }
        final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (final HttpField field : jetty.getHeaders()) {
            headers.computeIfAbsent(field.getName(), name -> new ArrayList<>()).add(field.getValue());
        }
        return new HttpRequest(
                id(), jetty.getMethod(), path, Query.parse(jetty.getHttpURI().getQuery()), new Headers(headers), body);
    }

    private String id() {
        final byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    private void send(final HttpResponse answer, final EndPoint client, final Response response) throws IOException {
        try (AnswerDeadlines.Watch watch = answers.watch(client)) {
            try {
                send(answer, response, watch.pace());
            } catch (final IOException e) {
                watch.failed(e);
                throw e;
            }
        }
    }

    private static void send(final HttpResponse answer, final Response response, final AnswerPace pace)
            throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHeaders()::put);
        if (answer.content() instanceof Content.Bytes body) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.bytes().length);
            new PacedAnswer(response, pace).whole(body.bytes());
        } else if (answer.content() instanceof Content.Stream body) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length());
            try (InputStream in = body.in();
                    OutputStream out = new PacedAnswer(response, pace)) {
                in.transferTo(out);
            }
        } else if (answer.content() instanceof Content.Live body) {
            send(body, response, pace);
        } else {
            if (answer.content() instanceof Content.Unsent body) {
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length());
            }
            Sink.write(response, true, null);
        }
    }

    /** Each piece leaves at once. Only the time in which a piece waits for the client counts against the client. */
    private static void send(final Content.Live body, final Response response, final AnswerPace pace)
            throws IOException {
        try (LiveSource source = body.source();
                PacedAnswer out = new PacedAnswer(response, pace)) {
            // The head leaves now: whoever waits for it would take a quiet beginning for a server that does not answer.
            out.write(NOTHING);
            for (Optional<byte[]> piece = source.next(); piece.isPresent(); piece = source.next()) {
                out.write(piece.get());
            }
        } catch (final InterruptedException e) {
            // The server stops.
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The server stops");
        }
    }
}
