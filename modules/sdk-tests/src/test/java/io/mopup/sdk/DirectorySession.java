/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import java.io.IOException;

/**
 * The credentials of one session with a directory bucket.
 *
 * @param mode ReadWrite, ReadOnly, or anything else if the session was never opened
 */
record DirectorySession(String accessKeyId, String secretAccessKey, String token, String mode) {

    /** @param mode ReadWrite or ReadOnly */
    static DirectorySession open(final String bucket, final String mode) throws IOException, InterruptedException {
        final WireAnswer answer = WireRequest.s3("GET", "/" + bucket)
                .query("session", null)
                .header("x-amz-create-session-mode", mode)
                .send()
                .is(200);
        return new DirectorySession(
                answer.text("AccessKeyId"), answer.text("SecretAccessKey"), answer.text("SessionToken"), mode);
    }
}
