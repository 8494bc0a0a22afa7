/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All cases that are tried on the wire, in the order of their numbers. */
final class WireCases {
    private WireCases() {}

    static List<WireCase> all() {
        return Stream.of(
                        WireAbortCases.cases(),
                        WirePartCases.cases(),
                        WireCompleteCases.cases(),
                        WireListCases.cases(),
                        WireDirectoryCases.cases(),
                        WireCosCases.cases(),
                        WireGlacierCases.cases(),
                        WireArchiveCases.cases(),
                        WireOutageCases.cases())
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt(WireCase::number))
                .toList();
    }
}
