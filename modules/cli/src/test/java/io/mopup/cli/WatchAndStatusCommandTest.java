/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.client.MopupClient;
import io.mopup.events.Dialect;
import io.mopup.events.LifecycleType;
import io.mopup.events.ParkReason;
import io.mopup.events.Receipt;
import io.mopup.events.ReceiptBasis;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadLifecycle;
import io.mopup.events.UploadSnapshot;
import io.mopup.events.UploadStatus;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WatchAndStatusCommandTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Installation INSTALLATION = new Installation();

    @BeforeAll
    static void publish() {
        INSTALLATION.prepared();
        try (MopupClient client = INSTALLATION.client()) {
            publish(
                    client,
                    event("u1", LifecycleType.ABORTED, ReclaimState.DELETING).build());
            publish(
                    client,
                    event("u1", LifecycleType.RECLAIMED, ReclaimState.RECLAIMED)
                            .setReceipt(receipt())
                            .build());
            publish(
                    client,
                    event("u2", LifecycleType.PARKED, ReclaimState.PARKED)
                            .setParkReason(ParkReason.REFUSED)
                            .build());
            publish(
                    client,
                    snapshot("u1", UploadStatus.ABORTED, ReclaimState.RECLAIMED)
                            .setReceipt(receipt())
                            .build());
            publish(
                    client,
                    snapshot("u2", UploadStatus.ABORTED, ReclaimState.PARKED)
                            .setParkReason(ParkReason.REFUSED)
                            .build());
            publish(
                    client,
                    snapshot("u3", UploadStatus.COMPLETED, ReclaimState.NONE).build());
        }
    }

    @Test
    void shouldPrintTheLifecycleAndEndWhenTheUploadIsReclaimed() {
        final Run run = INSTALLATION.run("watch", "u1", "--from-beginning", "--until", "final", "--timeout", "60");
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).hasSize(2);
        assertThat(run.lines().get(0)).contains("ABORTED", "u1", "s3://photos/a.jpg", "ABORTED/DELETING");
        assertThat(run.lines().get(1)).contains("receipt: 3 parts and 1,024 bytes freed, 1 late, 2 rounds, seen EMPTY");
    }

    @Test
    void shouldExitWithOneWhenTheUploadIsParked() {
        final Run run = INSTALLATION.run("watch", "u2", "--from-beginning", "--until", "FINAL", "--timeout", "60");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("parked: REFUSED");
    }

    @Test
    void shouldExitWithOneWhenNothingBecomesFinalInTime() {
        final Run run = INSTALLATION.run("watch", "u9", "--until", "final", "--timeout", "1");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("within 1 s").hasLineCount(1);
    }

    @Test
    void shouldPrintOneObjectPerLineWhenAskedForJson() {
        final Run run = INSTALLATION.run("watch", "--from-beginning", "--timeout", "2", "--json");
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("{") && line.endsWith("}"))
                .anyMatch(line -> line.contains("\"type\":\"RECLAIMED\"") && line.contains("\"bytesReclaimed\":1024"))
                .allMatch(line -> line.contains("\"occurredAt\":\"" + TIME + "\""));
    }

    @Test
    void shouldShowOneUploadWhenItsStatusIsAskedFor() {
        final Run run = INSTALLATION.run("status", "u1");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("status     ABORTED", "reclaim    RECLAIMED", "1,024 bytes freed");
        assertThat(INSTALLATION.run("status", "u1", "--json").lines())
                .singleElement()
                .asString()
                .contains("\"status\":\"ABORTED\"");
    }

    @Test
    void shouldExitWithOneWhenTheUploadIsNotKnown() {
        final Run run = INSTALLATION.run("status", "u9");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("u9 is not known").hasLineCount(1);
    }

    @Test
    void shouldCountAndNameWhatNeedsCareWhenNoUploadIsNamed() {
        final Run run = INSTALLATION.run("status");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("3 uploads")
                .containsPattern("ABORTED +RECLAIMED +1")
                .containsPattern("COMPLETED +NONE +1")
                .contains("parked  u2: REFUSED since " + TIME)
                .contains("oldest open upload  u2");
        assertThat(INSTALLATION.run("status", "--json").lines())
                .singleElement()
                .asString()
                .contains("\"uploads\":3", "{\"uploadId\":\"u2\",\"reason\":\"REFUSED\"");
    }

    private static void publish(final MopupClient client, final SpecificRecord record) {
        client.publish(record).join();
    }

    private static UploadLifecycle.Builder event(
            final String uploadId, final LifecycleType type, final ReclaimState reclaim) {
        return UploadLifecycle.newBuilder()
                .setIdentity(identity(uploadId))
                .setType(type)
                .setStatus(UploadStatus.ABORTED)
                .setReclaim(reclaim)
                .setOccurredAt(TIME);
    }

    private static UploadSnapshot.Builder snapshot(
            final String uploadId, final UploadStatus status, final ReclaimState reclaim) {
        return UploadSnapshot.newBuilder()
                .setIdentity(identity(uploadId))
                .setStatus(status)
                .setReclaim(reclaim)
                .setUpdatedAt(TIME);
    }

    private static UploadIdentity identity(final String uploadId) {
        return UploadIdentity.newBuilder()
                .setDialect(Dialect.S3)
                .setContainer("photos")
                .setKey("a.jpg")
                .setUploadId(uploadId)
                .build();
    }

    private static Receipt receipt() {
        return Receipt.newBuilder()
                .setBasis(ReceiptBasis.EMPTY)
                .setAbortedAt(TIME)
                .setFirstLookAt(TIME)
                .setSecondLookAt(TIME)
                .setRounds(2)
                .setPartsDeleted(3)
                .setBytesReclaimed(1024)
                .setLateParts(1)
                .build();
    }
}
