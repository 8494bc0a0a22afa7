/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway;

import io.mopup.events.Dialect;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** New upload ids: opaque, not to be guessed, and of URL-safe characters only. */
public final class UploadIds {
    private static final int BYTES = 48;
    private static final SecureRandom RANDOM = new SecureRandom();

    private UploadIds() {}

    /** One that has the look of the API: a UUID at COS, elsewhere 64 characters. */
    public static String next(final Dialect dialect) {
        if (dialect == Dialect.COS) {
            return UUID.randomUUID().toString();
        }
        final byte[] bytes = new byte[BYTES];
        String id;
        do {
            RANDOM.nextBytes(bytes);
            id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            // A command line takes what begins with "-" for an option: s3cmd abortmp, aws --upload-id.
        } while (id.startsWith("-"));
        return id;
    }

    /**
     * Whether an upload can have this id at all. Nobody issues ids that are empty or have control characters, which
     * would not even come through the processor's query API.
     */
    public static boolean isPossible(final String id) {
        return !id.isEmpty() && id.chars().noneMatch(Character::isISOControl);
    }
}
