/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage;

/**
 * The upload is not open: it was never created, was aborted, or was assembled. To a client this is
 * {@code 404 NoSuchUpload} (S3) or {@code 404 ResourceNotFoundException} (Glacier), and a legal answer to a part that
 * raced an abort.
 */
public final class NoSuchUploadException extends RuntimeException {
    public static final String ABORTED = "The upload was aborted";
    public static final String UNKNOWN = "The upload was never created here, or ended long ago";

    private static final long serialVersionUID = 1L;

    public NoSuchUploadException(final String message) {
        super(message);
    }
}
