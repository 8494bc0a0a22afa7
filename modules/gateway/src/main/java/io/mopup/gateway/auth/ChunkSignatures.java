/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.contract.Digests;
import io.mopup.gateway.auth.BodyException.Reason;
import java.security.MessageDigest;
import java.util.Optional;

/** Each chunk signs the signature before it, so none can be left out, doubled or moved. */
final class ChunkSignatures {
    private final Optional<Signing> signing;
    private final MessageDigest digest = Digests.sha256();
    private String previous;
    private String claimed = "";

    private ChunkSignatures(final Optional<Signing> signing, final String seed) {
        this.signing = signing;
        this.previous = seed;
    }

    /** @param seed the signature of the request */
    static ChunkSignatures signed(final Signing signing, final String seed) {
        return new ChunkSignatures(Optional.of(signing), seed);
    }

    static ChunkSignatures none() {
        return new ChunkSignatures(Optional.empty(), "");
    }

    /** Begins a chunk and returns its size. */
    long begin(final ChunkHeader header) throws BodyException {
        if (header.signature().isPresent() != signing.isPresent()) {
            throw new BodyException(
                    Reason.MALFORMED_CHUNK,
                    signing.isPresent() ? "A chunk has no signature" : "A chunk of an unsigned body has a signature");
        }
        claimed = header.signature().orElse("");
        return header.size();
    }

    void update(final byte[] data, final int offset, final int count) {
        if (signing.isPresent()) {
            digest.update(data, offset, count);
        }
    }

    void endChunk() throws BodyException {
        if (signing.isPresent()) {
            accept(signing.get().chunk(previous, digest.digest()), claimed, "a chunk");
        }
    }

    /** The trailers sign the last chunk. */
    void endTrailers(final String canonical, final String signature) throws BodyException {
        if (signing.isPresent()) {
            accept(signing.get().trailers(previous, canonical), signature, "the trailers");
        }
    }

    boolean signed() {
        return signing.isPresent();
    }

    private void accept(final String expected, final String given, final String what) throws BodyException {
        if (!Signing.same(expected, given)) {
            throw new BodyException(Reason.SIGNATURE_DIFFERS, "The signature of " + what + " does not match");
        }
        previous = expected;
    }
}
