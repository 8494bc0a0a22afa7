/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.demo;

import io.mopup.cli.demo.PlannedUpload.Fate;
import io.mopup.events.Dialect;
import io.mopup.events.UploadIdentity;
import java.util.List;

/** Uploads for tests of the checks. */
final class Planned {
    private Planned() {}

    static PlannedPart part(final int partNumber, final long generation, final int size) {
        return new PlannedPart(partNumber, generation, size, partNumber * 100L + generation, false);
    }

    static PlannedUpload upload(final String uploadId, final PlannedPart... parts) {
        return new PlannedUpload(
                UploadIdentity.newBuilder()
                        .setDialect(Dialect.S3)
                        .setContainer("b")
                        .setKey(uploadId)
                        .setUploadId(uploadId)
                        .build(),
                Fate.COMPLETE,
                List.of(parts),
                0,
                0);
    }
}
