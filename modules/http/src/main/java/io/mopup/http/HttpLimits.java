/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import java.time.Duration;

/**
 * Bounds on what a stranger can send.
 *
 * @param headerBytes of the request line and all headers together
 * @param header within which the header of a request has to be whole, however steadily it comes: counted from {@code idle}
 *     after the connection was opened or the answer before was sent
 * @param idle after which a connection that says nothing is closed
 * @param bytesPerSecond of a body, below which it is refused with 408 as soon as it was waited for longer than
 *     {@code idle} in all; 0 for no bound
 * @param answerBytesPerSecond that a client has to take of an answer, once it let the answer wait for longer than {@code idle};
 *     the connection of a slower one is closed; 0 for no bound but {@code idle} for each wait
 * @param connections at once
 * @param threads that requests are answered on
 */
public record HttpLimits(
        int headerBytes,
        Duration header,
        Duration idle,
        long bytesPerSecond,
        long answerBytesPerSecond,
        int connections,
        int threads) {
    /** 16 KiB of headers is twice what S3 takes. */
    public static final HttpLimits DEFAULT =
            new HttpLimits(16 << 10, Duration.ofSeconds(10), Duration.ofSeconds(30), 1 << 10, 1 << 10, 1024, 200);
}
