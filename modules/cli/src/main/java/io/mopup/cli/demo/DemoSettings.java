/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.demo;

/**
 * What the demonstration is to do.
 *
 * @param uploads how many uploads
 * @param parts part numbers of an upload, at most
 * @param partSize bytes of a part; the last one of an upload is smaller
 * @param uploaders threads that upload
 * @param abortRatio share of the uploads that are aborted
 * @param lateRatio share of the parts of an aborted upload whose last byte arrives after the answer to the abort
 * @param seed of the plan and of all bytes
 */
public record DemoSettings(
        int uploads, int parts, int partSize, int uploaders, double abortRatio, double lateRatio, long seed) {
    public DemoSettings {
        require(uploads >= 1, "--uploads is 1 or more");
        require(parts >= 1 && parts <= 10_000, "--parts is 1 to 10000");
        require(partSize >= 1, "--part-size is 1 or more bytes");
        require(uploaders >= 1, "--uploaders is 1 or more");
        require(abortRatio >= 0 && abortRatio <= 1, "--abort-ratio is 0 to 1");
        require(lateRatio >= 0 && lateRatio <= 1, "--late-ratio is 0 to 1");
    }

    private static void require(final boolean condition, final String rule) {
        if (!condition) {
            throw new IllegalArgumentException(rule);
        }
    }
}
