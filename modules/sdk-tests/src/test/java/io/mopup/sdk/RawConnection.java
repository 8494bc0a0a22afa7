/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that sends exactly the bytes that it is told to. */
final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MS = 20_000;
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: ([0-9]+)\r\n");
    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z]+)</Code>|\"code\":\"([A-Za-z]+)\"");

    private final Socket socket;
    private final InputStream in;

    /** One answer, as it came. */
    record Answer(int status, String head, String body) {
        /** Status and error code, such as {@code 403 AccessDenied}; the status alone where there is no document. */
        String code() {
            final Matcher matcher = CODE.matcher(body);
            return !matcher.find()
                    ? Integer.toString(status)
                    : status + " " + Optional.ofNullable(matcher.group(1)).orElseGet(() -> matcher.group(2));
        }
    }

    RawConnection(final int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    RawConnection send(final String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawConnection send(final byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Says that nothing more will come. */
    RawConnection end() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** The next answer to a method that has bodies; empty if the connection is closed instead. */
    Optional<Answer> answer() throws IOException {
        final ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            final int next = next();
            if (next < 0) {
                return Optional.empty();
            }
            head.write(next);
        }
        final String text = head.toString(StandardCharsets.ISO_8859_1);
        final Matcher length = LENGTH.matcher(text);
        final byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        return Optional.of(
                new Answer(Integer.parseInt(text.split(" ", 3)[1]), text, new String(body, StandardCharsets.UTF_8)));
    }

    /** Reads up to so many bytes of an answer and forgets them; false when the connection is closed. */
    boolean sip(final int bytes) throws IOException {
        try {
            return in.readNBytes(bytes).length > 0;
        } catch (final SocketTimeoutException e) {
            throw e;
        } catch (final IOException e) {
            return false;
        }
    }

    boolean answered() throws IOException {
        return in.available() > 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** One byte, or -1 behind the last; a reset is an end like any other. */
    private int next() throws IOException {
        try {
            return in.read();
        } catch (final SocketTimeoutException e) {
            throw e;
        } catch (final IOException e) {
            return -1;
        }
    }
}
