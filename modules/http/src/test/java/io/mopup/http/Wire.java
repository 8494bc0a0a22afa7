/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A client that sends exactly the bytes that it is told to. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MS = 20_000;

    private final Socket socket;
    private final InputStream in;

    /** One answer; header lines in lower case. */
    record Answer(int status, List<String> headers, String body) {
        boolean has(final String header) {
            return headers.contains(header);
        }
    }

    Wire(final int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** On a connection that there is. */
    Wire(final Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    Wire send(final String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Wire send(final byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** The next answer, without a body even if it names a length. */
    Answer head() throws IOException {
        final List<String> lines = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            lines.add(line.toLowerCase(Locale.ROOT));
        }
        return new Answer(Integer.parseInt(lines.get(0).split(" ")[1]), lines.subList(1, lines.size()), "");
    }

    /** The next answer. */
    Answer answer() throws IOException {
        final Answer head = head();
        final int length = head.headers().stream()
                .filter(line -> line.startsWith("content-length: "))
                .mapToInt(line -> Integer.parseInt(line.substring("content-length: ".length())))
                .findFirst()
                .orElse(0);
        return new Answer(
                head.status(), head.headers(), new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
    }

    /** Reads bytes and forgets them; how many there were. */
    long skip(final long most) throws IOException {
        final byte[] buffer = new byte[1 << 16];
        long left = most;
        for (int read = 0; left > 0 && read >= 0; left -= Math.max(read, 0)) {
            read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        }
        return most - left;
    }

    /** Bytes of an answer that are there. */
    int available() throws IOException {
        return in.available();
    }

    /** Whether the server has closed the connection. */
    boolean isClosed() {
        try {
            return in.read() < 0;
        } catch (final IOException e) {
            // Closed with a reset, unless it only says nothing.
            return !(e instanceof java.net.SocketTimeoutException);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        final StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("Closed after: " + line);
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
