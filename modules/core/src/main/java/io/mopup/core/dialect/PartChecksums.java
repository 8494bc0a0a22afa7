/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import io.mopup.core.Checksum;
import io.mopup.core.StoredPart;
import io.mopup.core.UploadFacts;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.CompletedPart;
import io.mopup.events.UploadIdentity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The checksums in a Complete of the S3 family. What nobody knows is not compared. */
record PartChecksums(S3Family rules, UploadIdentity named, UploadFacts facts, CompleteMultipartUpload command) {
    private static final String FIELD = "Checksum";

    /** The Complete has checksums of another kind than the upload. */
    Optional<Answer> mismatch() {
        final String type = command.getChecksumType();
        if (type != null && !Objects.equals(type, facts.checksumType())) {
            return Optional.of(rules.error(S3Error.INVALID_REQUEST, named)
                    .saying("The upload was created with another checksum type than " + type + "."));
        }
        return otherAlgorithm(rules, named, facts, command.getChecksumAlgorithm());
    }

    /** What belongs to an upload has checksums of its algorithm or none. */
    static Optional<Answer> otherAlgorithm(
            final S3Family rules, final UploadIdentity named, final UploadFacts facts, final String algorithm) {
        return algorithm == null
                        || facts.checksumAlgorithm() == null
                        || facts.checksumAlgorithm().equals(algorithm)
                ? Optional.empty()
                : Optional.of(rules.error(S3Error.INVALID_REQUEST, named)
                        .saying("Checksum Type mismatch occurred, expected checksum Type: "
                                + facts.checksumAlgorithm().toLowerCase(Locale.ROOT) + ", actual checksum Type: "
                                + algorithm.toLowerCase(Locale.ROOT)));
    }

    /** A composite checksum needs that of each part, from whoever completes. */
    Optional<Answer> missing(final CompletedPart entry) {
        return facts.checksumAlgorithm() != null
                        && PartList.COMPOSITE.equals(facts.checksumType())
                        && entry.getChecksum() == null
                ? Optional.of(rules.error(S3Error.INVALID_REQUEST, named)
                        .saying(
                                "The upload was created with composite checksums. The list of parts has to include them,"
                                        + " and does not for part " + entry.getPartNumber() + "."))
                : Optional.empty();
    }

    boolean differs(final CompletedPart entry, final StoredPart part) {
        final String stored = Checksum.valueOf(part.checksum(), command.getChecksumAlgorithm());
        return entry.getChecksum() != null && stored != null && !stored.equals(entry.getChecksum());
    }

    /** The checksum that was sent for the whole object is not the one that its parts give. */
    Optional<Answer> wrong(final List<StoredPart> parts) {
        final String sent = command.getChecksum();
        return value(parts)
                .filter(value -> sent != null && !value.equals(sent) && !value.equals(sent + "-" + parts.size()))
                .map(value -> rules.error(S3Error.BAD_DIGEST, named)
                        .saying("The " + facts.checksumAlgorithm() + " you specified did not match the calculated"
                                + " checksum."));
    }

    /** By the names of the answer; empty if it is not known. */
    Map<String, String> ofObject(final List<StoredPart> parts) {
        return value(parts)
                .map(value -> Map.of(FIELD + facts.checksumAlgorithm(), value, "ChecksumType", facts.checksumType()))
                .orElse(Map.of());
    }

    private Optional<String> value(final List<StoredPart> parts) {
        return ObjectChecksums.of(facts.checksumAlgorithm(), facts.checksumType(), parts);
    }
}
