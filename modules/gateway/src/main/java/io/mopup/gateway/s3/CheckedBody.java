/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.contract.Digests;
import io.mopup.core.Checksum;
import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.S3Error;
import io.mopup.gateway.auth.AuthenticatedBody;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The body of an upload, compared at its end with every checksum that was sent with it, in headers or in trailers. */
public final class CheckedBody extends InputStream {
    private static final String TRAILER = "x-amz-trailer";

    private final AuthenticatedBody in;
    private final byte[] contentMd5;
    private final MessageDigest md5;
    private final Map<ContentChecks, String> sent;
    private final Map<ContentChecks, ContentChecks.Running> running = new EnumMap<>(ContentChecks.class);
    private final ContentChecks algorithm;
    private boolean ended;

    /** Bytes that are not those that were sent; whatever was stored of them must not be kept. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Answer answer;

        Refused(final Answer answer) {
            super(answer.message());
            this.answer = answer;
        }

        Answer answer() {
            return answer;
        }
    }

    /**
     * Reads the headers of a call.
     *
     * @throws S3Failure if one of them cannot be read
     */
    public CheckedBody(final S3Call call) {
        this.in = (AuthenticatedBody) call.http().body();
        this.contentMd5 = ContentChecks.contentMd5(call);
        this.md5 = Digests.md5();
        this.sent = new LinkedHashMap<>(ContentChecks.sent(call));
        sent.keySet().forEach(algorithm -> running.put(algorithm, algorithm.begin()));
        call.http().headers().all(TRAILER).stream()
                .map(name -> name.trim().toLowerCase(Locale.ROOT))
                .filter(name -> name.startsWith(ContentChecks.PREFIX))
                .map(name -> ContentChecks.named(name.substring(ContentChecks.PREFIX.length())))
                .forEach(algorithm -> running.put(algorithm, algorithm.begin()));
        this.algorithm = ContentChecks.only(running.keySet()).orElse(null);
    }

    /** Whether a checksum comes with the body. Content-MD5 is none: it is compared and not kept. */
    boolean hasChecksum() {
        return algorithm != null;
    }

    /** That checksum, or null; known at the end of the body. */
    Checksum checksum() {
        return algorithm == null ? null : new Checksum(algorithm.name(), sent.get(algorithm));
    }

    /** The checksums by the names of their headers, base64; known at the end of the body. */
    public Map<String, String> checksums() {
        final Map<String, String> all = new LinkedHashMap<>();
        sent.forEach((algorithm, value) -> all.put(algorithm.header(), value));
        return all;
    }

    @Override
    public int read() throws IOException {
        final byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(final byte[] into, final int offset, final int count) throws IOException {
        final int read = in.read(into, offset, count);
        if (read > 0) {
            running.values().forEach(checksum -> checksum.update(into, offset, read));
            if (contentMd5 != null) {
                md5.update(into, offset, read);
            }
        } else if (read < 0 && !ended) {
            ended = true;
            check();
        }
        return read;
    }

    private void check() throws IOException {
        if (contentMd5 != null && !MessageDigest.isEqual(contentMd5, md5.digest())) {
            throw new Refused(S3Error.BAD_DIGEST.answer(Map.of()));
        }
        for (final ContentChecks algorithm : running.keySet()) {
            if (!sent.containsKey(algorithm) && in.trailers().containsKey(algorithm.header())) {
                sent.put(algorithm, in.trailers().get(algorithm.header()));
            }
        }
        for (final Map.Entry<ContentChecks, ContentChecks.Running> one : running.entrySet()) {
            final String computed =
                    Base64.getEncoder().encodeToString(one.getValue().digest());
            if (!computed.equals(sent.get(one.getKey()))) {
                throw new Refused(S3Error.BAD_DIGEST
                        .answer(Map.of())
                        .saying("The " + one.getKey() + " you specified did not match the calculated checksum."));
            }
        }
    }
}
