/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static org.junit.jupiter.api.Named.named;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The abort that meets parts under way, with each client that can do both; then the disk is looked at. */
@Tag("clients")
class ClientRaceTest {
    /** Small ones, of which many are under way, and some as large as S3 wants them. */
    private static final List<Integer> SIZES = List.of(1000, WireUpload.MINIMUM, 1000);

    @ParameterizedTest(name = "{0}")
    @MethodSource("races")
    void shouldLeaveNothingWhenPartsAreUploadedDuringTheAbort(final ClientRace race) throws Exception {
        final WireTrial trial = new WireTrial();
        final String bucket = race.user().equals("cosdev") ? trial.cosBucket() : trial.bucket();
        final List<String> aborted = new ArrayList<>();
        for (final int size : SIZES) {
            final WireUpload upload = trial.upload(race.user(), bucket, "k" + aborted.size());

            race.check(race.play().play(upload, size));

            aborted.add(upload.id());
        }
        Receipts.awaitEmpty(bucket, race.user(), aborted);
    }

    static Stream<Named<ClientRace>> races() {
        return ClientRaces.all().stream().map(race -> named(race.name(), race));
    }
}
