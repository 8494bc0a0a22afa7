/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

/** Settings that everything measured shares. */
public final class CommonSettings {
    /** The processor's default; each commit is a transaction under exactly-once, so the limits need the same. */
    public static final int COMMIT_INTERVAL_MS = 200;

    private CommonSettings() {}
}
