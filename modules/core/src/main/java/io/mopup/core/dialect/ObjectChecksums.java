/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import io.mopup.contract.Digests;
import io.mopup.core.Checksum;
import io.mopup.core.StoredPart;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * The checksum of an object, made of those of its parts and not of its bytes. A composite one is the checksum of the
 * checksums of the parts, then {@code -} and their number; one of the full object is that of its bytes.
 */
final class ObjectChecksums {
    private static final String FULL_OBJECT = "FULL_OBJECT";

    private ObjectChecksums() {}

    /**
     * The checksum as x-amz-checksum has it.
     *
     * @param algorithm as in {@link Checksum#algorithm()}; null for none
     * @param type COMPOSITE or FULL_OBJECT
     * @return empty, if a part has none or the algorithm cannot be put together in this way
     */
    static Optional<String> of(final String algorithm, final String type, final List<StoredPart> parts) {
        if (algorithm == null || type == null) {
            return Optional.empty();
        }
        final List<byte[]> sums = new ArrayList<>();
        for (final StoredPart part : parts) {
            final Optional<byte[]> sum = decoded(Checksum.valueOf(part.checksum(), algorithm), bytes(algorithm));
            if (sum.isEmpty()) {
                return Optional.empty();
            }
            sums.add(sum.get());
        }
        return type.equals(FULL_OBJECT)
                ? combined(algorithm, parts, sums)
                : composite(algorithm, sums).map(value -> value + "-" + sums.size());
    }

    private static Optional<String> composite(final String algorithm, final List<byte[]> sums) {
        final byte[] all = new byte[sums.stream().mapToInt(sum -> sum.length).sum()];
        final ByteBuffer buffer = ByteBuffer.wrap(all);
        sums.forEach(buffer::put);
        return switch (algorithm) {
            case "CRC32" -> {
                final CRC32 crc = new CRC32();
                crc.update(all);
                yield Optional.of(base64(crc.getValue(), Integer.BYTES));
            }
            case "CRC32C" -> {
                final CRC32C crc = new CRC32C();
                crc.update(all);
                yield Optional.of(base64(crc.getValue(), Integer.BYTES));
            }
            case "SHA1" -> Optional.of(Base64.getEncoder().encodeToString(sha1().digest(all)));
            case "SHA256" ->
                Optional.of(Base64.getEncoder().encodeToString(Digests.sha256().digest(all)));
            default -> Optional.empty();
        };
    }

    private static Optional<String> combined(
            final String algorithm, final List<StoredPart> parts, final List<byte[]> sums) {
        final Optional<CrcPolynomial> polynomial = CrcPolynomial.of(algorithm);
        if (polynomial.isEmpty()) {
            return Optional.empty();
        }
        long crc = 0;
        for (int index = 0; index < sums.size(); index++) {
            crc = polynomial
                    .get()
                    .joined(crc, number(sums.get(index)), parts.get(index).size());
        }
        return Optional.of(base64(crc, bytes(algorithm)));
    }

    private static int bytes(final String algorithm) {
        return switch (algorithm) {
            case "CRC32", "CRC32C" -> Integer.BYTES;
            case "CRC64NVME" -> Long.BYTES;
            case "SHA1" -> 20;
            case "SHA256" -> 32;
            default -> -1;
        };
    }

    private static Optional<byte[]> decoded(final String value, final int length) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(value)).filter(bytes -> bytes.length == length);
        } catch (final IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static long number(final byte[] bigEndian) {
        long number = 0;
        for (final byte one : bigEndian) {
            number = number << Byte.SIZE | (one & 0xff);
        }
        return number;
    }

    private static String base64(final long number, final int length) {
        final byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, Long.BYTES - length, Long.BYTES));
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
