/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.ReasonCode;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.CompletedPart;
import io.mopup.events.Dialect;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.PartUploaded;
import io.mopup.events.UploadIdentity;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds of fields, by the code that a record is rejected with. */
class FieldBoundsTest {
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 253_402_300_800_000L, Long.MAX_VALUE})
    void shouldRejectTheTimeWhenItIsBefore1970OrAfter9999(final long time) {
        final PartUploaded part = Samples.part(Samples.S3, 1, 1);
        part.setUploadedAt(Instant.ofEpochMilli(time));

        assertBroken(part, ReasonCode.TIME_OUT_OF_RANGE);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 253_402_300_799_999L})
    void shouldTakeTheFirstAndTheLastTime(final long time) {
        final PartUploaded part = Samples.part(Samples.S3, 1, 1);
        part.setUploadedAt(Instant.ofEpochMilli(time));

        assertThat(RecordRules.check(part)).isEmpty();
    }

    @Test
    void shouldRejectTheTextWhenItIsTooLongWhereverItStands() {
        final AbortMultipartUpload abort = Samples.abort(Samples.S3, "a");
        abort.getRequester().setPrincipal("é".repeat(1_025));
        assertBroken(abort, ReasonCode.TEXT_TOO_LONG);
        abort.getRequester().setPrincipal("é".repeat(1_024));
        assertThat(RecordRules.check(abort)).isEmpty();

        assertBroken(
                Samples.complete(Samples.S3, "c", List.of(new CompletedPart(1, "e".repeat(2_049), null))),
                ReasonCode.TEXT_TOO_LONG);
    }

    @Test
    void shouldRejectTheKeyWhenItIsLongerThanTheApiAllows() {
        assertBroken(Samples.abort(key("k".repeat(1_025)), "a"), ReasonCode.KEY_TOO_LONG);
        assertThat(RecordRules.check(Samples.abort(key("k".repeat(1_024)), "a")))
                .isEmpty();
        assertThat(RecordRules.check(Samples.abort(key("a/../\u0000\uD83D\uDE00"), "a")))
                .isEmpty();
    }

    @Test
    void shouldRejectTheContainerOrTheAccountWhenTheirNamesAreIllegal() {
        assertBroken(
                Samples.abort(new UploadIdentity(Dialect.COS, null, "a--b", "k", "u"), "a"),
                ReasonCode.CONTAINER_NAME_ILLEGAL);
        assertBroken(
                Samples.abort(new UploadIdentity(Dialect.GLACIER, "1111-2222-3333", "v", null, "u"), "a"),
                ReasonCode.ACCOUNT_ILLEGAL);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1_000_000, 10_485_760, 8_589_934_592L, 524_288})
    void shouldRejectTheCreationWhenThePartSizeOfGlacierIsIllegal(final long partSize) {
        final MultipartUploadCreated created = Samples.created(Samples.GLACIER);
        created.setPartSize(partSize);

        assertBroken(created, ReasonCode.PART_SIZE_ILLEGAL);
    }

    @Test
    void shouldWantAPartSizeForGlacierOnly() {
        final MultipartUploadCreated largest = Samples.created(Samples.GLACIER);
        largest.setPartSize(4_294_967_296L);

        assertThat(RecordRules.check(largest)).isEmpty();
        assertBroken(Samples.created(Samples.GLACIER), ReasonCode.PART_SIZE_MISSING);
        assertThat(RecordRules.check(Samples.created(Samples.S3))).isEmpty();
    }

    @Test
    void shouldRejectTheListWhenItIsTooLong() {
        assertBroken(
                Samples.complete(Samples.S3, "c", Collections.nCopies(10_001, new CompletedPart(1, null, null))),
                ReasonCode.PART_LIST_TOO_LONG);
        final var seen = Samples.observed(Samples.S3);
        seen.setParts(Collections.nCopies(1_001, Samples.seen(Samples.part(Samples.S3, 1, 1))));
        assertBroken(seen, ReasonCode.PART_LIST_TOO_LONG);
    }

    @Test
    void shouldNotTurnNegativeWhenCountsOverflow() {
        final Tally tally = Tally.ZERO.freed(1, Long.MAX_VALUE).freed(1, Long.MAX_VALUE);

        assertThat(tally.bytesReclaimed()).isEqualTo(Long.MAX_VALUE);
        assertThat(tally.partsDeleted()).isEqualTo(2);
    }

    private static UploadIdentity key(final String key) {
        return new UploadIdentity(Dialect.S3, null, "photos", key, "u1");
    }

    private static void assertBroken(final SpecificRecord record, final ReasonCode code) {
        assertThat(RecordRules.check(record)).contains(code);
    }
}
