/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.events.AbortRound;
import io.mopup.events.PartDeletion;
import io.mopup.events.PartUploaded;
import io.mopup.events.UploadStatus;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** I2: what a completed upload consists of is there, byte for byte, and nobody was ever told to delete it. */
final class NothingLiveIsLost implements Judge.Invariant {
    private static final String NAME = "I2 nothing live is lost: ";

    @Override
    public Stream<String> violations(final Evidence evidence, final StoreFiles disk) {
        return evidence.histories().values().stream()
                .flatMap(upload -> upload.is(UploadStatus.COMPLETED)
                        ? Stream.concat(told(upload), bytes(upload, disk))
                        : upload.is(UploadStatus.IN_PROGRESS) ? open(upload, disk) : Stream.empty());
    }

    private static Stream<String> told(final History upload) {
        final Stream<String> deletions = upload.of(PartDeletion.class)
                .filter(deletion -> upload.listed().stream()
                        .anyMatch(part -> part.getPartNumber() == deletion.getPartNumber()
                                && part.getGeneration() == deletion.getGeneration()))
                .map(deletion -> NAME + "a deletion was published for " + deletion.getDeletionId());
        final Stream<String> rounds = upload.of(AbortRound.class)
                .map(round -> NAME + "an abort round was published for " + upload.uploadId());
        return Stream.concat(deletions, rounds);
    }

    private static Stream<String> bytes(final History upload, final StoreFiles disk) {
        final List<PartUploaded> listed = upload.listed();
        if (listed.isEmpty()) {
            return Stream.of(NAME + "nothing says what " + upload.uploadId() + " consists of");
        }
        if (upload.object().isEmpty()) {
            return listed.stream().filter(part -> !isIntact(part, disk)).map(NothingLiveIsLost::lost);
        }
        final String object = upload.object().get();
        return disk.contains(object) && consistsOf(listed, disk.bytes(object))
                ? Stream.empty()
                : Stream.of(NAME + object + " of " + upload.uploadId() + " is gone or has other bytes");
    }

    /** Its client can still complete it. */
    private static Stream<String> open(final History upload, final StoreFiles disk) {
        return upload.newest().values().stream()
                .filter(part -> !isIntact(part, disk))
                .map(NothingLiveIsLost::lost);
    }

    private static String lost(final PartUploaded part) {
        return NAME + part.getLocator() + " is gone or has other bytes";
    }

    private static boolean isIntact(final PartUploaded part, final StoreFiles disk) {
        return disk.contains(part.getLocator()) && hasBytes(part, disk.bytes(part.getLocator()));
    }

    private static boolean consistsOf(final List<PartUploaded> parts, final byte[] object) {
        int offset = 0;
        for (final PartUploaded part : parts) {
            final int end = offset + (int) part.getSize();
            if (end > object.length || !hasBytes(part, Arrays.copyOfRange(object, offset, end))) {
                return false;
            }
            offset = end;
        }
        return offset == object.length;
    }

    private static boolean hasBytes(final PartUploaded part, final byte[] bytes) {
        return part.getSize() == bytes.length
                && (part.getEtag() == null
                        ? Bytes.treeHash(List.of(bytes)).equals(part.getTreeHash())
                        : Bytes.md5(bytes).equals(part.getEtag()));
    }
}
