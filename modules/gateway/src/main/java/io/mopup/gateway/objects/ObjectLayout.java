/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.objects;

import io.mopup.contract.Digests;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Where the files of objects lie below the root of the store. Names become digests: no text that a client chose is ever
 * read as a path.
 */
final class ObjectLayout {
    static final String INCOMING = "gateway/incoming";
    static final String LOCKS = "gateway/locks";
    static final String ENTRY = ".json";

    private static final String ENTRIES = "gateway/objects/";
    private static final String BYTES = "gateway/bytes/";
    private static final Pattern NOT_PLAIN = Pattern.compile("[^a-z0-9]+");
    private static final int READABLE = 60;
    private static final int SHORT_DIGEST = 32;
    /** 4096 locks: enough that two uploads rarely wait for each other without need. */
    private static final int LOCK_DIGITS = 3;

    private ObjectLayout() {}

    /** The directory of the entries of a bucket. */
    static String entries(final String container) {
        return ENTRIES + directory(container);
    }

    static String entry(final ObjectName name) {
        return entries(name.container()) + "/" + sha256(name.key()) + ENTRY;
    }

    /** The directory of the bytes of one key: those of its object, and those that a crash left. */
    static String bytes(final ObjectName name) {
        return BYTES + directory(name.container()) + "/" + sha256(name.key());
    }

    static String newBytes(final ObjectName name) {
        return bytes(name) + "/" + UUID.randomUUID();
    }

    /** Always the same for one upload, so that an adoption that was cut off finds what it moved there. */
    static String adoptedBytes(final ObjectName name, final String uploadId) {
        return bytes(name) + "/" + sha256(uploadId);
    }

    static String incoming() {
        return INCOMING + "/" + UUID.randomUUID();
    }

    static String lock(final String what) {
        return LOCKS + "/" + sha256(what).substring(0, LOCK_DIGITS);
    }

    static String lock(final ObjectName name) {
        return lock(bytes(name));
    }

    private static String directory(final String container) {
        final String readable =
                NOT_PLAIN.matcher(container.toLowerCase(Locale.ROOT)).replaceAll("_");
        return readable.substring(0, Math.min(READABLE, readable.length())) + "~"
                + sha256(container).substring(0, SHORT_DIGEST);
    }

    private static String sha256(final String text) {
        return HexFormat.of().formatHex(Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
