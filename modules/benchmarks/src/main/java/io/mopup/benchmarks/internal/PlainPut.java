/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.http.HttpLimits;
import io.mopup.http.HttpRequest;
import io.mopup.http.HttpResponse;
import io.mopup.http.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The least that a PUT can be: the same server, a file, and the bytes forced to the disk as the store does it. */
public final class PlainPut implements AutoCloseable {
    private static final int BUFFER = 64 << 10;

    private final Path directory;
    private final HttpServer server;

    private PlainPut(final Path directory) {
        this.directory = directory;
        this.server =
                HttpServer.start("plain-put", new InetSocketAddress("127.0.0.1", 0), HttpLimits.DEFAULT, this::put);
    }

    /** Listens. */
    public static PlainPut start(final Path directory) {
        try {
            return new PlainPut(Files.createDirectories(directory));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.port() + "/";
    }

    @Override
    public void close() {
        server.close();
    }

    private HttpResponse put(final HttpRequest request) throws IOException {
        final Path file = directory.resolve(request.id());
        final byte[] buffer = new byte[BUFFER];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int read = request.body().read(buffer);
                    read >= 0;
                    read = request.body().read(buffer)) {
                final ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            channel.force(true);
        } finally {
            Files.deleteIfExists(file);
        }
        return HttpResponse.empty(200);
    }
}
