/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.events.SessionMode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/**
 * What a session token says, before it is sealed.
 *
 * @param nonce so that no two sessions have the same keys
 */
record SessionToken(String principal, String bucket, SessionMode mode, Instant expiration, long nonce) {
    private static final byte VERSION = 1;

    byte[] bytes() {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(principal);
            out.writeUTF(bucket);
            out.writeUTF(mode.name());
            out.writeLong(expiration.getEpochSecond());
            out.writeLong(nonce);
        } catch (final IOException e) {
            throw new UncheckedIOException("A token cannot be written to memory", e);
        }
        return bytes.toByteArray();
    }

    /** Reads what was sealed here; empty if it is of another version. */
    static Optional<SessionToken> parse(final byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != VERSION) {
                return Optional.empty();
            }
            return Optional.of(new SessionToken(
                    in.readUTF(),
                    in.readUTF(),
                    SessionMode.valueOf(in.readUTF()),
                    Instant.ofEpochSecond(in.readLong()),
                    in.readLong()));
        } catch (final IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
