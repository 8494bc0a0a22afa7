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

    /** Where a page begins: behind this part number, or behind the {@code next} of the page before. */
    public static final String AFTER = "after";

    /** Behind an upload id too: what happened to it. */
    public static final String HISTORY = "/history";

    /** Uploads of the whole installation, page by page. */
    public static final String LIST = "/uploads";

    /** How many of them there are, in which states. */
    public static final String SUMMARY = "/summary";

    /** What happens to uploads, as server-sent events. */
    public static final String EVENTS = "/events";

    /** Of a list: an {@link io.mopup.events.UploadStatus}. */
    public static final String STATUS = "status";

    /** Of a list: an {@link io.mopup.events.ReclaimState}. */
    public static final String RECLAIM = "reclaim";

    /** Of a list: the whole name of a bucket or vault. */
    public static final String CONTAINER = "container";

    /** Of a list: what the key begins with. */
    public static final String KEY_PREFIX = "keyPrefix";

    /** Of a list: text that the upload id, the key or the container contains. */
    public static final String TEXT = "q";

    /** Of a list: {@code true} for what the instances that answer know, instead of an error if one does not. */
    public static final String PARTIAL = "partial";

    public static final int LIST_LIMIT_DEFAULT = 100;

    public static final int LIST_LIMIT_MAX = 1_000;

    /** How many parts or uploads a page has at most. */
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

    /** What is known to have happened to it. */
    public static String history(final String uploadId) {
        return upload(uploadId) + HISTORY;
    }

    private static String encoded(final String uploadId) {
        // Forms have a plus sign for a blank; in a path it stands for itself.
        return URLEncoder.encode(uploadId, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
