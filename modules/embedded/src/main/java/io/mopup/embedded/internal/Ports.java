/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded.internal;

import io.mopup.embedded.EmbeddedStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of the loopback address. */
public final class Ports {

    /** The only address the embedded servers listen on: they know no passwords. */
    public static final String HOST = "127.0.0.1";

    private Ports() {}

    /**
     * The port to listen on: {@code wanted}, or a free one if that is 0.
     *
     * @param server who wants it, for the error message
     * @throws EmbeddedStartException if somebody listens on {@code wanted}
     */
    @SuppressWarnings("AddressSelection") // The host is a literal address: nothing is looked up.
    public static int choose(final String server, final int wanted) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(HOST, wanted));
            return socket.getLocalPort();
        } catch (final IOException e) {
            if (wanted == 0) {
                throw new UncheckedIOException(e);
            }
            throw new EmbeddedStartException(
                    "Port %d of %s, wanted for %s, is in use or not permitted (%s). Stop what uses it, or choose another port; 0 takes a free one."
                            .formatted(wanted, HOST, server, e.getMessage()),
                    e);
        }
    }

    /** A free port other than {@code taken}, which the caller chose but does not listen on yet. */
    public static int chooseOtherThan(final int taken) {
        int port;
        do {
            port = choose("any server", 0);
        } while (port == taken);
        return port;
    }
}
