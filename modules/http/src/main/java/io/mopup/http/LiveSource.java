/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import java.util.Optional;

/**
 * An answer that goes on. It holds a thread of the server as long as it lasts, so whoever makes one bounds how many there
 * are, and sends something more often than {@link HttpLimits#idle()}: nothing else keeps the connection, and nothing else
 * finds out that the client has gone.
 */
public interface LiveSource extends AutoCloseable {
    /**
     * Waits for the next bytes to send.
     *
     * @return empty if there will be none any more
     */
    Optional<byte[]> next() throws InterruptedException;

    /** The client has gone, or has been sent the end. */
    @Override
    void close();
}
