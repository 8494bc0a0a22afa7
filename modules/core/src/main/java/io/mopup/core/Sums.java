/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

/** Sums of counts that come from outside: a hostile one must not turn a total negative. */
final class Sums {
    private Sums() {}

    /** The sum of two counts, neither negative; {@link Long#MAX_VALUE} if that is too small for it. */
    static long of(final long first, final long second) {
        final long sum = first + second;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
