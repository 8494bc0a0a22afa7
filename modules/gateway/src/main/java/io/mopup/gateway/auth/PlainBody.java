/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.contract.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** A body without framing; its digest is compared if one was declared. */
final class PlainBody extends AuthenticatedBody {
    private final InputStream in;
    private final OptionalLong length;
    private final Payload payload;
    private final MessageDigest digest = Digests.sha256();
    private long received;
    private boolean checked;

    PlainBody(final InputStream in, final OptionalLong length, final Payload payload) {
        super(in);
        this.in = in;
        this.length = length;
        this.payload = payload;
    }

    @Override
    public OptionalLong length() {
        return length;
    }

    @Override
    public Map<String, String> trailers() {
        if (!checked) {
            throw new IllegalStateException("The body has not been read to its end");
        }
        return Map.of();
    }

    @Override
    int next(final byte[] into, final int offset, final int count) throws IOException {
        if (!complete()) {
            final long wanted = Math.min(count, length.orElse(Long.MAX_VALUE) - received);
            final int read = in.read(into, offset, (int) wanted);
            if (read >= 0) {
                received += read;
                digest.update(into, offset, read);
                if (complete()) {
                    check();
                }
                return read;
            }
            if (length.isPresent()) {
                throw new BodyException(
                        BodyException.Reason.INCOMPLETE,
                        "The body ended after " + received + " of " + length.getAsLong() + " bytes");
            }
        }
        check();
        return -1;
    }

    private boolean complete() {
        return length.isPresent() && received >= length.getAsLong();
    }

    private void check() throws BodyException {
        if (!checked && payload.kind() == Payload.Kind.HASHED) {
            final String computed = Signing.hex(digest.digest());
            if (!Signing.same(computed, payload.text().toLowerCase(Locale.ROOT))) {
                throw new BodyException(
                        BodyException.Reason.CONTENT_DIFFERS,
                        "The provided 'x-amz-content-sha256' header does not match what was computed.",
                        Map.of("ClientComputedContentSHA256", payload.text(), "S3ComputedContentSHA256", computed));
            }
        }
        checked = true;
    }
}
