/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Forwards TCP connections to a port of this machine; while it is cut, it hangs up on everybody. */
final class CuttableLine implements AutoCloseable {
    private final int target;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean cut;

    CuttableLine(final int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many connections were hung up on because the line was cut. */
    int refused() {
        return refused.get();
    }

    void cut() {
        cut = true;
        open.forEach(CuttableLine::hangUp);
    }

    void mend() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                final Socket caller = server.accept();
                open.add(caller);
                if (cut) {
                    refused.incrementAndGet();
                    hangUp(caller);
                } else {
                    final Socket callee = new Socket(InetAddress.getLoopbackAddress(), target);
                    open.add(callee);
                    daemon(() -> copy(caller, callee));
                    daemon(() -> copy(callee, caller));
                }
            } catch (final IOException e) {
                // Closed, or the target is not there; the next caller is told the same.
            }
        }
    }

    private void copy(final Socket from, final Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (final IOException e) {
            // Hung up.
        }
        hangUp(from);
        hangUp(to);
        open.remove(from);
        open.remove(to);
    }

    private static void hangUp(final Socket socket) {
        try {
            socket.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void daemon(final Runnable task) {
        final Thread thread = new Thread(task, "cuttable-line");
        thread.setDaemon(true);
        thread.start();
    }
}
