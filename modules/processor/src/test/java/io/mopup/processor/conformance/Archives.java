/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import io.mopup.events.CompleteMultipartUpload;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/** What a Complete names of a Glacier archive of whole parts. */
final class Archives {
    private Archives() {}

    /** The right size and the right tree hash; of two parts at most. */
    static Consumer<CompleteMultipartUpload> of(final int... numbers) {
        return named(numbers.length * Events.ONE_MIB, treeHash(numbers));
    }

    static Consumer<CompleteMultipartUpload> named(final Long size, final String treeHash) {
        return complete -> {
            complete.setArchiveSize(size);
            complete.setTreeHash(treeHash);
        };
    }

    /** Of one part its own, of two that of both roots. */
    static String treeHash(final int... numbers) {
        if (numbers.length == 1) {
            return Events.treeHash(numbers[0]);
        }
        if (numbers.length != 2) {
            throw new IllegalArgumentException("one part or two");
        }
        try {
            final MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(HexFormat.of().parseHex(Events.treeHash(numbers[0])));
            sha256.update(HexFormat.of().parseHex(Events.treeHash(numbers[1])));
            return HexFormat.of().formatHex(sha256.digest());
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
