/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.ReasonCode;
import io.mopup.contract.RecordKeys;
import io.mopup.core.dialect.Accounts;
import io.mopup.core.dialect.ContainerNames;
import io.mopup.core.dialect.Dialects;
import io.mopup.events.AbortRoundReport;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.CompletedPart;
import io.mopup.events.Dialect;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.ObservedPart;
import io.mopup.events.PartDeleted;
import io.mopup.events.PartDeletionFailed;
import io.mopup.events.PartUploaded;
import io.mopup.events.PartsObserved;
import io.mopup.events.UploadIdentity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** What a record must satisfy beyond its schema, whatever the state of its upload is. */
public final class RecordRules {
    /** Longest upload id and locator in bytes of UTF-8. */
    public static final int MAX_TEXT_BYTES = 1024;

    private static final int MAX_PART_NUMBER = 10_000;
    private static final int MAX_OBSERVED = 1000;
    private static final long MIN_PART_SIZE = 1L << 20;
    private static final long MAX_PART_SIZE = 1L << 32;
    private static final int MAX_COMMAND_ID_BYTES = 256;

    private RecordRules() {}

    /** The first rule that a record breaks. */
    public static Optional<ReasonCode> check(final SpecificRecord record) {
        return identity(RecordKeys.identity(record))
                .or(() -> FieldBounds.check(record))
                .or(() -> content(record));
    }

    /** The rule that a command id breaks. */
    public static Optional<ReasonCode> commandId(final String commandId) {
        return commandId.isEmpty() || bytes(commandId) > MAX_COMMAND_ID_BYTES
                ? Optional.of(ReasonCode.COMMAND_ID_MISSING)
                : Optional.empty();
    }

    /** Whether a locator names bytes below the root of a store and nothing else. */
    public static boolean legalLocator(final String locator) {
        if (locator.isEmpty() || bytes(locator) > MAX_TEXT_BYTES || locator.indexOf('\0') >= 0) {
            return false;
        }
        // A backslash is a separator on some file systems; treating it as one everywhere costs nothing.
        for (final String segment : locator.split("[/\\\\]", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return true;
    }

    private static Optional<ReasonCode> identity(final UploadIdentity identity) {
        if (Dialects.find(identity.getDialect()).isEmpty()) {
            return Optional.of(ReasonCode.DIALECT_UNKNOWN);
        }
        if (identity.getUploadId().isEmpty()) {
            return Optional.of(ReasonCode.UPLOAD_ID_EMPTY);
        }
        if (bytes(identity.getUploadId()) > MAX_TEXT_BYTES) {
            return Optional.of(ReasonCode.UPLOAD_ID_TOO_LONG);
        }
        final boolean glacier = identity.getDialect() == Dialect.GLACIER;
        final String second = glacier ? identity.getAccount() : identity.getKey();
        if (identity.getContainer().isEmpty() || second == null || second.isEmpty()) {
            return Optional.of(ReasonCode.IDENTITY_INCOMPLETE);
        }
        if (!ContainerNames.isLegal(identity.getDialect(), identity.getContainer())) {
            return Optional.of(ReasonCode.CONTAINER_NAME_ILLEGAL);
        }
        if (glacier) {
            return Accounts.isLegal(second) ? Optional.empty() : Optional.of(ReasonCode.ACCOUNT_ILLEGAL);
        }
        return bytes(second) > MAX_TEXT_BYTES ? Optional.of(ReasonCode.KEY_TOO_LONG) : Optional.empty();
    }

    private static Optional<ReasonCode> content(final SpecificRecord record) {
        if (record instanceof PartUploaded part) {
            return part(part.getPartNumber(), part.getGeneration(), part.getSize(), part.getLocator());
        }
        if (record instanceof MultipartUploadCreated created) {
            return created.getIdentity().getDialect() == Dialect.GLACIER
                    ? partSize(created.getPartSize())
                    : Optional.empty();
        }
        if (record instanceof PartDeleted report) {
            return part(report.getPartNumber(), report.getGeneration(), report.getBytesFreed(), null);
        }
        if (record instanceof PartDeletionFailed report) {
            return part(report.getPartNumber(), report.getGeneration(), 0, null);
        }
        if (record instanceof CompleteMultipartUpload complete) {
            return commandId(complete.getCommandId()).or(() -> listed(complete.getParts()));
        }
        if (MopupTopic.COMMANDS.holds(record)) {
            return commandId(RecordKeys.commandId(record));
        }
        if (record instanceof AbortRoundReport report) {
            return report.getPartsFound() < 0 || report.getPartsFreed() < 0 || report.getBytesFreed() < 0
                    ? Optional.of(ReasonCode.SIZE_NEGATIVE)
                    : observed(report.getLeftovers());
        }
        return record instanceof PartsObserved observed ? observed(observed.getParts()) : Optional.empty();
    }

    private static Optional<ReasonCode> part(
            final int partNumber, final long generation, final long size, final String locator) {
        if (partNumber < 1 || partNumber > MAX_PART_NUMBER) {
            return Optional.of(ReasonCode.PART_NUMBER_OUT_OF_RANGE);
        }
        if (generation < 0) {
            return Optional.of(ReasonCode.GENERATION_NEGATIVE);
        }
        if (size < 0) {
            return Optional.of(ReasonCode.SIZE_NEGATIVE);
        }
        return locator == null || legalLocator(locator) ? Optional.empty() : Optional.of(ReasonCode.LOCATOR_ILLEGAL);
    }

    private static Optional<ReasonCode> partSize(final Long partSize) {
        if (partSize == null) {
            return Optional.of(ReasonCode.PART_SIZE_MISSING);
        }
        return partSize >= MIN_PART_SIZE && partSize <= MAX_PART_SIZE && Long.bitCount(partSize) == 1
                ? Optional.empty()
                : Optional.of(ReasonCode.PART_SIZE_ILLEGAL);
    }

    private static Optional<ReasonCode> listed(final List<CompletedPart> parts) {
        if (parts != null && parts.size() > MAX_PART_NUMBER) {
            return Optional.of(ReasonCode.PART_LIST_TOO_LONG);
        }
        return parts == null || parts.stream().allMatch(part -> inRange(part.getPartNumber()))
                ? Optional.empty()
                : Optional.of(ReasonCode.PART_NUMBER_OUT_OF_RANGE);
    }

    private static Optional<ReasonCode> observed(final List<ObservedPart> parts) {
        if (parts.size() > MAX_OBSERVED) {
            return Optional.of(ReasonCode.PART_LIST_TOO_LONG);
        }
        return parts.stream()
                .filter(part -> part.getGeneration() != null && part.getLocator() != null)
                .flatMap(part ->
                        part(part.getPartNumber(), part.getGeneration(), part.getSize(), part.getLocator()).stream())
                .findFirst();
    }

    private static boolean inRange(final int partNumber) {
        return partNumber >= 1 && partNumber <= MAX_PART_NUMBER;
    }

    private static int bytes(final String text) {
        // Most texts are short enough that their length in characters already settles it.
        return text.length() * 3 <= MAX_COMMAND_ID_BYTES ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
