/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * An upload to a bucket.
 *
 * @param user who created it
 * @param session null but for directory buckets
 */
record WireUpload(WireTrial trial, String user, DirectorySession session, String bucket, String key, String id) {
    static final int MINIMUM = 5 << 20;

    static WireUpload create(final WireTrial trial, final String user, final String bucket, final String key)
            throws IOException, InterruptedException {
        final DirectorySession session = bucket.endsWith("--x-s3") ? DirectorySession.open(bucket, "ReadWrite") : null;
        final WireUpload upload = new WireUpload(trial, user, session, bucket, key, "");
        final WireAnswer created = upload.signed(
                        WireRequest.s3("POST", upload.path()).query("uploads", null))
                .send();
        created.isDocument("InitiateMultipartUploadResult");
        return upload.named(created.text("UploadId"));
    }

    /** Another one by name, in the same bucket and of the same key. */
    WireUpload named(final String uploadId) {
        return new WireUpload(trial, user, session, bucket, key, uploadId);
    }

    WireUpload ofKey(final String other) {
        return new WireUpload(trial, user, session, bucket, other, id);
    }

    WireUpload by(final String other) {
        return new WireUpload(trial, other, session, bucket, key, id);
    }

    WireUpload in(final DirectorySession other) {
        return new WireUpload(trial, user, other, bucket, key, id);
    }

    String path() {
        return "/" + bucket + "/" + key;
    }

    WireRequest request(final String method) {
        return signed(WireRequest.s3(method, path()).query("uploadId", id));
    }

    WireAnswer abort() throws IOException, InterruptedException {
        return trial.send(request("DELETE"));
    }

    WireAnswer abort(final String header, final String value) throws IOException, InterruptedException {
        return trial.send(request("DELETE").header(header, value));
    }

    WireAnswer listParts() throws IOException, InterruptedException {
        return request("GET").send();
    }

    /** The ETag of a part that is uploaded. */
    String part(final int number, final int size) throws IOException, InterruptedException {
        return putPart(number, size).isEmpty(200).header("ETag");
    }

    WireAnswer putPart(final int number, final int size) throws IOException, InterruptedException {
        return request("PUT")
                .query("partNumber", Integer.toString(number))
                .body(bytes(number, size))
                .send();
    }

    static byte[] bytes(final int seed, final int size) {
        final byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** @param parts numbers and ETags, by turns */
    WireRequest completion(final Object... parts) {
        final StringBuilder document =
                new StringBuilder("<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        for (int i = 0; i < parts.length; i += 2) {
            document.append("<Part><PartNumber>").append(parts[i]).append("</PartNumber><ETag>");
            document.append(parts[i + 1]).append("</ETag></Part>");
        }
        return request("POST")
                .body(document.append("</CompleteMultipartUpload>").toString().getBytes(StandardCharsets.UTF_8));
    }

    WireAnswer complete(final Object... parts) throws IOException, InterruptedException {
        return trial.send(completion(parts));
    }

    /** The object that is there under its key. */
    WireAnswer object() throws IOException, InterruptedException {
        return signed(WireRequest.s3("GET", path())).send();
    }

    void isOpen() throws IOException, InterruptedException {
        listParts().isDocument("ListPartsResult");
    }

    /** Aborted, and nothing of any upload to this bucket is left on the disk. */
    void isGone() throws IOException, InterruptedException {
        listParts().refuses(404, "NoSuchUpload", "UploadId", id);
        WireTrial.awaitNoFiles(bucket);
    }

    private WireRequest signed(final WireRequest request) {
        return session == null ? request.by(user) : request.in(session);
    }
}
