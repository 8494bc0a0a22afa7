/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

/** Quotes around an ETag are optional in a part list and mean nothing. */
public final class Etags {
    private Etags() {}

    /** The ETag without quotes; null stays null. */
    public static String unquoted(final String etag) {
        final boolean quoted = etag != null && etag.length() > 1 && etag.startsWith("\"") && etag.endsWith("\"");
        return quoted ? etag.substring(1, etag.length() - 1) : etag;
    }
}
