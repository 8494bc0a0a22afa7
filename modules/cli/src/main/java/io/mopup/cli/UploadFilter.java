/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.events.ReclaimState;
import io.mopup.events.UploadSnapshot;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Option;

/** Which uploads are wanted: those that meet every condition that is given. */
final class UploadFilter {
    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only uploads that were decided so: ${COMPLETION-CANDIDATES}.")
    private UploadStatus status;

    @Option(
            names = "--reclaim",
            paramLabel = "STATE",
            description = "Only uploads whose storage is freed so far: ${COMPLETION-CANDIDATES}.")
    private ReclaimState reclaim;

    @Option(names = "--open", description = "Only uploads that something still has to happen to.")
    private boolean open;

    @Option(
            names = {"--container", "--bucket", "--vault"},
            paramLabel = "NAME",
            description = "Only uploads into this bucket or vault.")
    private String container;

    @Option(names = "--key-prefix", paramLabel = "TEXT", description = "Only uploads whose object key begins so.")
    private String keyPrefix;

    @Option(
            names = "--older-than",
            paramLabel = "DURATION",
            description = "Only uploads that were created longer ago, in ISO 8601, such as P7D.")
    private Duration olderThan;

    boolean accepts(final UploadSnapshot upload) {
        final String key = upload.getIdentity().getKey();
        return (status == null || upload.getStatus() == status)
                && (reclaim == null || upload.getReclaim() == reclaim)
                && !(open && Uploads.isFinal(upload.getStatus(), upload.getReclaim()))
                && (container == null || container.equals(upload.getIdentity().getContainer()))
                && (keyPrefix == null || key != null && key.startsWith(keyPrefix))
                && (olderThan == null
                        || Uploads.since(upload).isBefore(Instant.now().minus(olderThan)));
    }
}
