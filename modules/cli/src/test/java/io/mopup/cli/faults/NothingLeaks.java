/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.events.PartUploaded;
import io.mopup.events.UploadStatus;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** I1: of every file somebody can say why it is still there. */
final class NothingLeaks implements Judge.Invariant {

    @Override
    public Stream<String> violations(final Evidence evidence, final StoreFiles disk) {
        final Set<String> accountedFor = evidence.histories().values().stream()
                .flatMap(NothingLeaks::files)
                .collect(Collectors.toSet());
        final Set<String> open = evidence.histories().values().stream()
                .filter(upload -> upload.is(UploadStatus.IN_PROGRESS))
                .map(upload -> "/" + upload.uploadId() + "/")
                .collect(Collectors.toSet());
        return disk.files().stream()
                .filter(file -> !accountedFor.contains(file) && open.stream().noneMatch(file::endsWith))
                .map(file -> "I1 nothing leaks: " + file + " is left");
    }

    /** The files that may be there because of one upload. */
    private static Stream<String> files(final History upload) {
        if (upload.is(UploadStatus.COMPLETED)) {
            return upload.object().map(Stream::of).orElseGet(() -> locators(upload.listed()));
        }
        return upload.is(UploadStatus.IN_PROGRESS) ? locators(upload.newest().values()) : locators(List.of());
    }

    private static Stream<String> locators(final Collection<PartUploaded> parts) {
        return parts.stream().map(PartUploaded::getLocator);
    }
}
