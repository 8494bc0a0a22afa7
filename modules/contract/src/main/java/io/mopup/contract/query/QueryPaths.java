/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.query;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where the processor answers queries, below the address that it listens on. */
public final class QueryPaths {
    /** In front of the percent-encoded upload id. */
    public static final String UPLOADS = "/uploads/";

    /** Behind it. */
    public static final String PARTS = "/parts";

    /** Part number behind which a page begins. */
    public static final String AFTER = "after";

    /** How many parts a page has at most. */
    public static final String LIMIT = "limit";

    public static final int LIMIT_DEFAULT = 1_000;

    /** As many parts as an upload can have. */
    public static final int LIMIT_MAX = 10_000;

    /** On a request that an instance passed on: whoever gets it answers it or refuses it. */
    public static final String FORWARDED_HEADER = "Mopup-Forwarded";

    private QueryPaths() {}

    /** The details of one upload. */
    public static String upload(final String uploadId) {
        return UPLOADS + encoded(uploadId);
    }

    /** A page of its parts. */
    public static String parts(final String uploadId, final int after, final int limit) {
        return upload(uploadId) + PARTS + '?' + AFTER + '=' + after + '&' + LIMIT + '=' + limit;
    }

    private static String encoded(final String uploadId) {
        // Forms have a plus sign for a blank; in a path it stands for itself.
        return URLEncoder.encode(uploadId, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
