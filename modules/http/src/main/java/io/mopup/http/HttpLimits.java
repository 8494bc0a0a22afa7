/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import java.time.Duration;

/**
 * Bounds on what a stranger can send.
 *
 * @param headerBytes of the request line and all headers together
 * @param idle after which a connection that says nothing is closed
 * @param bytesPerSecond of a body, below which a connection is closed; 0 for no bound
 * @param connections at once
 * @param threads that requests are answered on
 */
public record HttpLimits(int headerBytes, Duration idle, long bytesPerSecond, int connections, int threads) {
    /** 16 KiB of headers is twice what S3 takes. */
    public static final HttpLimits DEFAULT = new HttpLimits(16 << 10, Duration.ofSeconds(30), 1 << 10, 1024, 200);
}
