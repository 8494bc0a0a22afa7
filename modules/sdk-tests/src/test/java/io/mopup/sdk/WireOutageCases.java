/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import java.util.List;

/** What is answered while nobody decides. */
final class WireOutageCases {
    private WireOutageCases() {}

    static List<WireCase> cases() {
        return List.of(new WireCase(
                90,
                "GL",
                "the processor does not answer: aborted; it is back: aborted again",
                "500 ServiceUnavailableException with type Server; 204",
                t -> {
                    final WireArchive archive = WireArchive.create(t);
                    RealStack.get().withoutProcessor(() -> archive.abort()
                            .refusesAsGlacier(500, "ServiceUnavailableException", "Server"));
                    archive.abort().isEmpty(204);
                    archive.isGone();
                }));
    }
}
