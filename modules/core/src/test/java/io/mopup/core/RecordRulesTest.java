/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.ReasonCode;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortRound;
import io.mopup.events.AbortRoundReport;
import io.mopup.events.CompletedPart;
import io.mopup.events.Dialect;
import io.mopup.events.ObservedPart;
import io.mopup.events.PartUploaded;
import io.mopup.events.RoundOutcome;
import io.mopup.events.UploadIdentity;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordRulesTest {
    @Test
    void shouldAcceptEveryRecordWhenItKeepsTheRules() {
        assertThat(List.<SpecificRecord>of(
                        Samples.created(S3),
                        Samples.part(S3, 1, 0),
                        Samples.abort(S3, "a"),
                        Samples.complete(S3, "c", Samples.firstOf(1, 10_000)),
                        Samples.complete(Samples.GLACIER, "c", null),
                        Samples.retry(S3, "r"),
                        Samples.assembled(S3, null),
                        Samples.assemblyFailed(S3, "c"),
                        Samples.observed(S3, Samples.seen(Samples.part(S3, 1, 1))),
                        report()))
                .allSatisfy(record -> assertThat(RecordRules.check(record)).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(value = Dialect.class, names = "UNKNOWN")
    void shouldNotGuessWhenTheDialectIsNotDecided(final Dialect dialect) {
        assertBroken(identity(dialect, Samples.OWNER, "bucket", "k", "u"), ReasonCode.DIALECT_UNKNOWN);
    }

    @Test
    void shouldRejectTheIdWhenItIsEmptyOrTooLong() {
        assertBroken(identity(Dialect.S3, null, "bucket", "k", ""), ReasonCode.UPLOAD_ID_EMPTY);
        assertBroken(identity(Dialect.S3, null, "bucket", "k", "u".repeat(1025)), ReasonCode.UPLOAD_ID_TOO_LONG);
        assertBroken(identity(Dialect.S3, null, "bucket", "k", "é".repeat(513)), ReasonCode.UPLOAD_ID_TOO_LONG);
        assertThat(check(identity(Dialect.S3, null, "bucket", "k", "é".repeat(512))))
                .isEmpty();
    }

    @Test
    void shouldRejectTheIdentityWhenTheDialectNeedsMore() {
        assertBroken(identity(Dialect.S3, Samples.OWNER, "bucket", null, "u"), ReasonCode.IDENTITY_INCOMPLETE);
        assertBroken(identity(Dialect.S3, Samples.OWNER, "bucket", "", "u"), ReasonCode.IDENTITY_INCOMPLETE);
        assertBroken(identity(Dialect.S3, Samples.OWNER, "", "k", "u"), ReasonCode.IDENTITY_INCOMPLETE);
        assertBroken(identity(Dialect.GLACIER, null, "v", null, "u"), ReasonCode.IDENTITY_INCOMPLETE);
    }

    @Test
    void shouldRejectTheCommandWhenNoAnswerCouldFindItsCaller() {
        assertThat(RecordRules.check(Samples.abort(S3, ""))).contains(ReasonCode.COMMAND_ID_MISSING);
        assertThat(RecordRules.check(Samples.complete(S3, "c".repeat(257), null)))
                .contains(ReasonCode.COMMAND_ID_MISSING);
        assertThat(RecordRules.check(Samples.retry(S3, "é".repeat(129)))).contains(ReasonCode.COMMAND_ID_MISSING);
        assertThat(RecordRules.check(Samples.retry(S3, "é".repeat(128)))).isEmpty();
    }

    @Test
    void shouldRejectThePartWhenANumberCannotBe() {
        assertBrokenPart(part -> part.setPartNumber(0), ReasonCode.PART_NUMBER_OUT_OF_RANGE);
        assertBrokenPart(part -> part.setPartNumber(10_001), ReasonCode.PART_NUMBER_OUT_OF_RANGE);
        assertBrokenPart(part -> part.setGeneration(-1L), ReasonCode.GENERATION_NEGATIVE);
        assertBrokenPart(part -> part.setSize(-1L), ReasonCode.SIZE_NEGATIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/etc/passwd", "a/../b", "..", "a/..", "./a", "a//b", "a/", "a\\..\\b", "\\a", "a\0b"})
    void shouldRejectTheLocatorWhenItCouldLeaveTheStore(final String locator) {
        assertThat(RecordRules.legalLocator(locator)).isFalse();
        assertBrokenPart(part -> part.setLocator(locator), ReasonCode.LOCATOR_ILLEGAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "..a/b..", "a b/ü", "a.b/..."})
    void shouldAcceptTheLocatorWhenItStaysInside(final String locator) {
        assertThat(RecordRules.legalLocator(locator)).isTrue();
    }

    @Test
    void shouldRejectTheLocatorWhenItIsTooLong() {
        assertThat(RecordRules.legalLocator("a".repeat(1024))).isTrue();
        assertThat(RecordRules.legalLocator("a".repeat(1025))).isFalse();
    }

    @Test
    void shouldRejectTheListWhenANumberCannotBe() {
        assertThat(RecordRules.check(Samples.complete(S3, "c", List.of(new CompletedPart(0, null, null)))))
                .contains(ReasonCode.PART_NUMBER_OUT_OF_RANGE);
    }

    @Test
    void shouldCheckNamedPartsOnlyWhenSomebodyObservedThem() {
        final ObservedPart unfinished = new ObservedPart(0, null, "tmp/x", 5L, null, false);
        final ObservedPart illegal = new ObservedPart(1, 1L, "../x", 5L, null, false);

        assertThat(RecordRules.check(Samples.observed(S3, unfinished))).isEmpty();
        assertThat(RecordRules.check(Samples.observed(S3, unfinished, illegal))).contains(ReasonCode.LOCATOR_ILLEGAL);
    }

    @Test
    void shouldCheckTheLeftoversOfARoundLikeParts() {
        final AbortRoundReport report = report();
        report.setLeftovers(List.of(new ObservedPart(99_999, 1L, "x", 5L, null, false)));
        assertThat(RecordRules.check(report)).contains(ReasonCode.PART_NUMBER_OUT_OF_RANGE);

        report.setLeftovers(List.of());
        report.setBytesFreed(-1L);
        assertThat(RecordRules.check(report)).contains(ReasonCode.SIZE_NEGATIVE);
    }

    private static AbortRoundReport report() {
        return Samples.saw(new AbortRound(S3, 1, 1, Samples.T0, Samples.T0), RoundOutcome.EMPTY, Samples.T0);
    }

    private static UploadIdentity identity(
            final Dialect dialect, final String account, final String container, final String key, final String id) {
        return new UploadIdentity(dialect, account, container, key, id);
    }

    private static Optional<ReasonCode> check(final UploadIdentity identity) {
        final AbortMultipartUpload abort = Samples.abort(identity, "a");
        return RecordRules.check(abort);
    }

    private static void assertBroken(final UploadIdentity identity, final ReasonCode reason) {
        assertThat(check(identity)).contains(reason);
    }

    private static void assertBrokenPart(final Consumer<PartUploaded> change, final ReasonCode reason) {
        final PartUploaded part = Samples.part(S3, 1, 1);
        change.accept(part);
        assertThat(RecordRules.check(part)).contains(reason);
    }
}
