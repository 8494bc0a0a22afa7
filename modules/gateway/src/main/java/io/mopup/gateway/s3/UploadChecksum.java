/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.dialect.S3Error;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The checksums that an upload was created with.
 *
 * @param type COMPOSITE or FULL_OBJECT
 */
record UploadChecksum(ContentChecks algorithm, String type) {
    static final String COMPOSITE = "COMPOSITE";

    private static final String FULL_OBJECT = "FULL_OBJECT";
    private static final String ALGORITHM = ContentChecks.PREFIX + "algorithm";
    private static final String TYPE = ContentChecks.PREFIX + "type";
    /** Of the others the checksum of the whole cannot be made of those of its parts. */
    private static final Set<ContentChecks> LINEAR =
            Set.of(ContentChecks.CRC32, ContentChecks.CRC32C, ContentChecks.CRC64NVME);

    /**
     * What a CreateMultipartUpload asks for.
     *
     * @return empty for nothing
     * @throws S3Failure InvalidRequest, if there are no such checksums
     */
    static Optional<UploadChecksum> of(final S3Call call) {
        final String type = call.header(TYPE);
        if (call.header(ALGORITHM) == null) {
            if (type != null) {
                throw refused("The " + TYPE + " header can only be used with the " + ALGORITHM + " header.");
            }
            return Optional.empty();
        }
        final ContentChecks algorithm = ContentChecks.named(call.header(ALGORITHM));
        // What S3 takes where nothing is said: this one has no other type.
        final String standard = algorithm == ContentChecks.CRC64NVME ? FULL_OBJECT : COMPOSITE;
        final UploadChecksum chosen = new UploadChecksum(algorithm, type == null ? standard : type);
        if (!chosen.exists()) {
            throw refused("The " + type + " checksum type cannot be used with the " + algorithm + " algorithm.");
        }
        return Optional.of(chosen);
    }

    /** What was noted of an upload by {@link #headers}. */
    static Optional<UploadChecksum> noted(final Map<String, String> headers) {
        return headers.containsKey(ALGORITHM)
                ? Optional.of(new UploadChecksum(ContentChecks.named(headers.get(ALGORITHM)), headers.get(TYPE)))
                : Optional.empty();
    }

    Map<String, String> headers() {
        return Map.of(ALGORITHM, algorithm.name(), TYPE, type);
    }

    private boolean exists() {
        return switch (type) {
            case COMPOSITE -> algorithm != ContentChecks.CRC64NVME;
            case FULL_OBJECT -> LINEAR.contains(algorithm);
            default -> false;
        };
    }

    private static S3Failure refused(final String message) {
        return S3Failure.of(S3Error.INVALID_REQUEST).saying(message);
    }
}
