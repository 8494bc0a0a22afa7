/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that a server can come back to. Not from the range in which the operating system chooses ports for clients:
 * while the server is away, one of the clients that try to reach it could be given its port.
 */
public final class FixedPorts {
    private static final int FROM = 10_000;
    private static final int TO = 30_000;
    private static final int TRIES = 100;
    private static final Set<Integer> GIVEN = new HashSet<>();

    private FixedPorts() {}

    /** A port that is free now, and that this process is not given again. */
    @SuppressWarnings("AddressSelection") // The host is a literal address: nothing is looked up.
    public static synchronized int next() throws IOException {
        IOException last = null;
        for (int i = 0; i < TRIES; i++) {
            final int port = ThreadLocalRandom.current().nextInt(FROM, TO);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress("127.0.0.1", port));
                if (GIVEN.add(port)) {
                    return port;
                }
            } catch (final IOException e) {
                last = e;
            }
        }
        throw new IOException("No port is free between " + FROM + " and " + TO, last);
    }
}
