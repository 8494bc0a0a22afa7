/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.contract.Digests;
import io.mopup.core.dialect.S3Error;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.checksums.SdkChecksum;

/** The checksum algorithms that a body can be sent with, by the name that headers and documents have for them. */
enum ContentChecks {
    CRC32,
    CRC32C,
    CRC64NVME,
    SHA1,
    SHA256;

    static final String PREFIX = "x-amz-checksum-";
    /** What the elements of documents begin with that have a checksum; the name of the algorithm follows. */
    static final String FIELD = "Checksum";

    private static final int MD5_BYTES = 16;

    /** A checksum that is being computed. */
    interface Running {
        void update(byte[] bytes, int offset, int length);

        byte[] digest();
    }

    /** The header with its value, also in a trailer. */
    String header() {
        return PREFIX + name().toLowerCase(Locale.ROOT);
    }

    Running begin() {
        return switch (this) {
            case CRC32 -> of(SdkChecksum.forAlgorithm(DefaultChecksumAlgorithm.CRC32));
            case CRC32C -> of(SdkChecksum.forAlgorithm(DefaultChecksumAlgorithm.CRC32C));
            case CRC64NVME -> of(new Crc64Nvme());
            case SHA1 -> of(sha1());
            case SHA256 -> of(Digests.sha256());
        };
    }

    /**
     * The algorithm of this name, as x-amz-checksum-algorithm has it.
     *
     * @throws S3Failure if there is none
     */
    static ContentChecks named(final String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> S3Failure.of(S3Error.INVALID_REQUEST)
                        .saying("Checksum algorithm provided is unsupported. Please try again with any of the valid"
                                + " types: " + Arrays.toString(values())));
    }

    /**
     * The only one of several checksums.
     *
     * @throws S3Failure InvalidRequest, if there is another one
     */
    static <T> Optional<T> only(final Collection<T> checksums) {
        if (checksums.size() > 1) {
            throw S3Failure.of(S3Error.INVALID_REQUEST)
                    .saying("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        }
        return checksums.stream().findFirst();
    }

    /** The checksums that the headers of a call name, base64 by algorithm. */
    static Map<ContentChecks, String> sent(final S3Call call) {
        final Map<ContentChecks, String> sent = new LinkedHashMap<>();
        for (final ContentChecks algorithm : values()) {
            call.http().header(algorithm.header()).ifPresent(value -> sent.put(algorithm, value));
        }
        return sent;
    }

    /** The sixteen bytes of Content-MD5, or null if there is none. */
    static byte[] contentMd5(final S3Call call) {
        final String sent = call.header("Content-MD5");
        if (sent == null) {
            return null;
        }
        try {
            final byte[] md5 = Base64.getDecoder().decode(sent);
            if (md5.length == MD5_BYTES) {
                return md5;
            }
        } catch (final IllegalArgumentException e) {
            // The same answer as for a wrong length.
        }
        throw S3Failure.of(S3Error.INVALID_DIGEST, "Content-MD5", sent);
    }

    private static Running of(final SdkChecksum checksum) {
        return new Running() {
            @Override
            public void update(final byte[] bytes, final int offset, final int length) {
                checksum.update(ByteBuffer.wrap(bytes, offset, length));
            }

            @Override
            public byte[] digest() {
                return checksum.getChecksumBytes();
            }
        };
    }

    private static Running of(final Crc64Nvme crc) {
        return new Running() {
            @Override
            public void update(final byte[] bytes, final int offset, final int length) {
                crc.update(bytes, offset, length);
            }

            @Override
            public byte[] digest() {
                return ByteBuffer.allocate(Long.BYTES).putLong(crc.value()).array();
            }
        };
    }

    private static Running of(final MessageDigest digest) {
        return new Running() {
            @Override
            public void update(final byte[] bytes, final int offset, final int length) {
                digest.update(bytes, offset, length);
            }

            @Override
            public byte[] digest() {
                return digest.digest();
            }
        };
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
