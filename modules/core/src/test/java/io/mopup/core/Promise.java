/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import java.util.function.Supplier;

/**
 * What is checked after every decision of every history. Unlike an assertion with a description it puts no text
 * together while the promise is kept; that was most of the time that a history took.
 */
final class Promise {
    private Promise() {}

    static void kept(final boolean holds, final Supplier<String> broken) {
        if (!holds) {
            throw new AssertionError(broken.get());
        }
    }
}
