/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import java.util.concurrent.atomic.AtomicInteger;

/** Names that no other test of this run uses. */
final class Buckets {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private Buckets() {}

    static String next(final String purpose) {
        return purpose + "-" + NEXT.incrementAndGet();
    }
}
