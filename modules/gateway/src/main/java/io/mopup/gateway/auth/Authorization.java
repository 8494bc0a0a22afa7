/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A signature and what it says of itself.
 *
 * @param time as the client wrote it, in the basic form of ISO 8601
 * @param signedHeaders lower case, sorted, each once
 * @param presignedFor how long it is good for; empty if it came in the header
 */
record Authorization(
        Credential credential,
        String time,
        Instant signedAt,
        List<String> signedHeaders,
        String signature,
        Optional<Duration> presignedFor) {

    boolean presigned() {
        return presignedFor.isPresent();
    }

    /** The access key id is no secret; a signature lets anybody repeat the request for a while. */
    @Override
    public String toString() {
        return "Authorization[" + credential + ", " + time + ", " + signedHeaders + "]";
    }
}
