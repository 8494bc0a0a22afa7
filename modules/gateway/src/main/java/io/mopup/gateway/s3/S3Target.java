/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.dialect.ContainerNames;
import io.mopup.http.HttpRequest;
import io.mopup.http.PercentCoding;
import java.util.List;
import java.util.Locale;

/**
 * What a request is about.
 *
 * @param bucket as named, also an alias; null for the service itself
 * @param key decoded; null for the bucket itself
 */
public record S3Target(String bucket, String key) {

    /** Whether a key, a bucket, or the service is meant. */
    public enum Level {
        SERVICE,
        BUCKET,
        OBJECT
    }

    /**
     * Finds bucket and key, in the host (virtual hosted style) or in the path.
     *
     * @param domains in front of which a bucket can stand in the host
     */
    static S3Target of(final HttpRequest request, final List<String> domains) {
        final String host = request.host().toLowerCase(Locale.ROOT);
        final String path = request.path().startsWith("/") ? request.path().substring(1) : request.path();
        for (final String domain : domains) {
            if (host.endsWith("." + domain)) {
                return new S3Target(host.substring(0, host.length() - domain.length() - 1), text(path));
            }
        }
        final int slash = path.indexOf('/');
        if (slash < 0) {
            return new S3Target(text(path), null);
        }
        final String bucket = text(path.substring(0, slash));
        final String key = path.substring(slash + 1);
        // Behind an address instead of a name the SDK for JavaScript writes one slash too many for directory buckets.
        // The
        // API has no paths of this style for them, so nobody else can mean anything by it.
        final boolean doubled = ContainerNames.isOfDirectory(bucket) && key.startsWith("/");
        return new S3Target(bucket, text(doubled ? key.substring(1) : key));
    }

    Level level() {
        if (bucket == null) {
            return Level.SERVICE;
        }
        return key == null ? Level.BUCKET : Level.OBJECT;
    }

    /** Bucket and key as one path. */
    String resource() {
        return "/" + (bucket == null ? "" : bucket) + (key == null ? "" : "/" + key);
    }

    private static String text(final String encoded) {
        return encoded.isEmpty() ? null : PercentCoding.decode(encoded);
    }
}
