/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.Digests;
import io.mopup.core.naive.NaiveUpload;
import io.mopup.events.AbortConditions;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.CancelAbort;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.CompletedPart;
import io.mopup.events.Dialect;
import io.mopup.events.PartUploaded;
import io.mopup.events.PinUpload;
import io.mopup.events.RetryReclaim;
import io.mopup.events.UploadIdentity;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;

/** Clients who send commands for an upload: mostly as they should, sometimes with one thing wrong, or as somebody else. */
final class RandomCommands {
    static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final SplittableRandom random;
    private final Callers callers;

    RandomCommands(final SplittableRandom random, final Callers callers) {
        this.random = random;
        this.callers = callers;
    }

    /** An abort; {@code upload} is what the client believes to abort. */
    AbortMultipartUpload abort(
            final UploadIdentity named, final NaiveUpload upload, final String commandId, final long now) {
        final AbortMultipartUpload abort = Samples.abort(named, commandId);
        abort.setRequester(callers.any(named.getDialect()));
        abort.setReason(random.nextInt(4) == 0 ? AbortReason.OPERATOR : AbortReason.CLIENT);
        abort.setExpectedBucketOwner(expectedOwner());
        abort.setRequestPayer(payer());
        final boolean directory = named.getDialect() == Dialect.S3_DIRECTORY;
        if (random.nextInt(directory ? 2 : 8) == 0) {
            abort.setIfMatchInitiatedTime(date(upload, now));
        }
        if (random.nextInt(4) == 0) {
            abort.setConditions(conditions(upload, now));
        }
        return abort;
    }

    /** A Complete of what lies there, all of it or a part of it, with something wrong in every third. */
    CompleteMultipartUpload complete(final UploadIdentity named, final NaiveUpload upload, final String commandId) {
        final List<PartUploaded> parts = new ArrayList<>(upload == null ? List.of() : upload.parts);
        parts.sort(Comparator.comparing(PartUploaded::getPartNumber));
        if (random.nextInt(3) == 0) {
            parts.removeIf(part -> random.nextInt(4) == 0);
        }
        final boolean quoted = random.nextBoolean();
        final List<CompletedPart> listed = new ArrayList<>();
        parts.forEach(part -> listed.add(new CompletedPart(
                part.getPartNumber(),
                quoted ? '"' + part.getEtag() + '"' : part.getEtag(),
                random.nextInt(20) == 0 ? null : checksum(part))));
        final CompleteMultipartUpload complete = Samples.complete(named, commandId, listed);
        complete.setRequester(callers.any(named.getDialect()));
        complete.setChecksumAlgorithm(random.nextInt(15) == 0 ? "CRC32" : "SHA256");
        if (random.nextInt(4) == 0) {
            complete.setChecksum(random.nextInt(3) == 0 ? "d3Jvbmc=" : composite(parts));
        }
        complete.setExpectedBucketOwner(expectedOwner());
        complete.setRequestPayer(payer());
        if (named.getDialect() == Dialect.GLACIER) {
            complete.setArchiveSize(bytes(upload == null ? List.of() : upload.parts));
            complete.setTreeHash("ab");
        } else if (random.nextInt(4) == 0) {
            complete.setObjectSize(bytes(parts));
        }
        if (random.nextInt(3) == 0) {
            spoil(complete, listed);
        }
        return complete;
    }

    /** RetryReclaim, PinUpload or CancelAbort. */
    SpecificRecord own(final UploadIdentity named, final String commandId, final long now) {
        final var requester = callers.any(named.getDialect());
        final Instant until =
                random.nextInt(3) == 0 ? null : Instant.ofEpochMilli(now + random.nextInt(-3_600_000, 100_000_000));
        return switch (random.nextInt(7)) {
            case 0 -> new RetryReclaim(commandId, named, requester, Samples.T0);
            case 1, 2, 3 -> new PinUpload(commandId, named, requester, until, null, Samples.T0);
            default -> new CancelAbort(commandId, named, requester, until, Samples.T0);
        };
    }

    private void spoil(final CompleteMultipartUpload complete, final List<CompletedPart> listed) {
        switch (random.nextInt(10)) {
            case 0 -> complete.setParts(null);
            case 1 -> complete.setParts(List.of());
            case 2 ->
                complete.setParts(listed.stream()
                        .sorted(Comparator.comparing(CompletedPart::getPartNumber)
                                .reversed())
                        .toList());
            case 3 -> complete.setParts(List.of(new CompletedPart(9, "never", null)));
            case 4 -> complete.setObjectSize(1L);
            case 5 -> complete.setChecksumType(random.nextBoolean() ? "COMPOSITE" : "FULL_OBJECT");
            case 6 -> complete.setIfNoneMatch(random.nextBoolean() ? "*" : "\"etag\"");
            case 7 -> complete.setIfMatch(random.nextBoolean() ? "*" : "\"etag\"");
            case 8 -> complete.setArchiveSize(random.nextBoolean() ? null : 1L);
            default -> complete.setTreeHash(null);
        }
    }

    private AbortConditions conditions(final NaiveUpload upload, final long now) {
        final AbortConditions conditions = new AbortConditions();
        final boolean right = random.nextBoolean();
        final Instant initiated = upload == null ? Instant.ofEpochMilli(now) : upload.created.getInitiatedAt();
        switch (random.nextInt(4)) {
            // The same second with other digits behind it, or a second later.
            case 0 ->
                conditions.setInitiatedAt(
                        Instant.ofEpochSecond(initiated.getEpochSecond() + (right ? 0 : 1), 7_000_000));
            case 1 ->
                conditions.setKey(right && upload != null ? upload.identity().getKey() : "elsewhere");
            case 2 -> conditions.setInitiator(random.nextBoolean() ? Callers.INITIATOR : Callers.INITIATOR_ARN);
            default -> {
                final long last = upload == null ? now : upload.lastActivity();
                conditions.setIdleSince(Instant.ofEpochMilli(right ? last : last - 1));
            }
        }
        return conditions;
    }

    private String date(final NaiveUpload upload, final long now) {
        final Instant initiated = upload == null ? Instant.ofEpochMilli(now) : upload.created.getInitiatedAt();
        return switch (random.nextInt(6)) {
            case 0 -> "yesterday";
            case 1 -> HTTP_DATE.format(initiated.plusSeconds(1));
            case 2 -> HTTP_DATE.format(initiated.plus(Duration.ofDays(400)));
            default -> HTTP_DATE.format(initiated);
        };
    }

    private String expectedOwner() {
        return switch (random.nextInt(12)) {
            case 0 -> Callers.STRANGER;
            case 1 -> "invalid";
            case 2, 3 -> Samples.OWNER;
            default -> null;
        };
    }

    private String payer() {
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> "requester";
            case 3 -> "me";
            default -> null;
        };
    }

    /** Mostly that of the part; sometimes another. */
    private String checksum(final PartUploaded part) {
        return random.nextInt(20) == 0 ? "d3Jvbmc=" : Samples.checksum(part.getPartNumber(), part.getGeneration());
    }

    private static String composite(final List<PartUploaded> parts) {
        final MessageDigest sha256 = Digests.sha256();
        parts.forEach(part -> sha256.update(
                Base64.getDecoder().decode(Samples.checksum(part.getPartNumber(), part.getGeneration()))));
        return Base64.getEncoder().encodeToString(sha256.digest()) + "-" + parts.size();
    }

    private static long bytes(final List<PartUploaded> parts) {
        return parts.stream().mapToLong(PartUploaded::getSize).sum();
    }
}
