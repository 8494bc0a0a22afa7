/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All cases, in the order of their numbers. */
final class Cases {
    private Cases() {}

    static List<Case> all() {
        return Stream.of(
                        AbortCases.cases(),
                        OwnerAndPayerCases.cases(),
                        PermissionCases.cases(),
                        PartCases.cases(),
                        RaceCases.cases(),
                        CompleteCases.cases(),
                        ListingCases.cases(),
                        LifecycleCases.cases(),
                        DirectoryAbortCases.cases(),
                        DirectoryCases.cases(),
                        CosCases.cases(),
                        GlacierAbortCases.cases(),
                        GlacierRequestCases.cases(),
                        GlacierPartCases.cases(),
                        EveryDialectCases.cases())
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt(Case::number))
                .toList();
    }
}
