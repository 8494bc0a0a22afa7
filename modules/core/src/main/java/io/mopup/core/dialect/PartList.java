/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import io.mopup.core.StoredPart;
import io.mopup.core.UploadFacts;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.CompletedPart;
import io.mopup.events.UploadIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The part list of a Complete of the S3 family. */
final class PartList {
    static final String COMPOSITE = "COMPOSITE";

    private final S3Family rules;
    private final UploadIdentity named;
    private final SortedMap<Integer, StoredPart> live;
    private final long minPartSize;
    private final List<StoredPart> parts = new ArrayList<>();

    PartList(
            final S3Family rules,
            final UploadIdentity named,
            final SortedMap<Integer, StoredPart> live,
            final long minPartSize) {
        this.rules = rules;
        this.named = named;
        this.live = live;
        this.minPartSize = minPartSize;
    }

    /** @param consecutive whether the numbers have to be 1, 2, 3 and so on */
    Listing check(final CompleteMultipartUpload command, final UploadFacts facts, final boolean consecutive) {
        final PartChecksums checksums = new PartChecksums(rules, named, facts, command);
        return checksums
                .mismatch()
                .or(() -> missing(command.getParts()))
                .or(() -> order(command.getParts(), consecutive))
                .or(() -> find(command.getParts(), checksums))
                .or(this::sizes)
                .or(() -> total(command.getObjectSize()))
                .or(() -> checksums.wrong(parts))
                .<Listing>map(Listing.Refused::new)
                .orElseGet(() -> new Listing.Accepted(parts, checksums.ofObject(parts)));
    }

    private Optional<Answer> missing(final List<CompletedPart> listed) {
        if (listed == null) {
            return Optional.of(rules.error(rules.noBody(), named));
        }
        return listed.isEmpty() ? Optional.of(rules.error(S3Error.MALFORMED_XML, named)) : Optional.empty();
    }

    private Optional<Answer> order(final List<CompletedPart> listed, final boolean consecutive) {
        int previous = 0;
        for (final CompletedPart entry : listed) {
            final int number = entry.getPartNumber();
            if (number <= previous || (consecutive && number != previous + 1)) {
                final Map<String, String> fields = Map.of(S3Family.UPLOAD_ID, named.getUploadId());
                return Optional.of(rules.error(S3Error.INVALID_PART_ORDER, named, fields));
            }
            previous = number;
        }
        return Optional.empty();
    }

    private Optional<Answer> find(final List<CompletedPart> listed, final PartChecksums checksums) {
        for (final CompletedPart entry : listed) {
            final StoredPart part = live.get(entry.getPartNumber());
            final Optional<Answer> missing = checksums.missing(entry);
            if (missing.isPresent()) {
                return missing;
            }
            if (part == null || !sameEtag(entry.getEtag(), part.etag()) || checksums.differs(entry, part)) {
                final String etag = entry.getEtag() == null ? "" : entry.getEtag();
                return Optional.of(rules.error(
                        S3Error.INVALID_PART,
                        named,
                        Map.of(
                                S3Family.UPLOAD_ID, named.getUploadId(),
                                S3Family.PART_NUMBER, Integer.toString(entry.getPartNumber()),
                                S3Family.ETAG, etag)));
            }
            parts.add(part);
        }
        return Optional.empty();
    }

    private Optional<Answer> sizes() {
        return parts.stream()
                .limit(parts.size() - 1L)
                .filter(part -> part.size() < minPartSize)
                .findFirst()
                .map(part -> rules.error(
                        S3Error.ENTITY_TOO_SMALL,
                        named,
                        Map.of(
                                "ProposedSize",
                                Long.toString(part.size()),
                                "MinSizeAllowed",
                                Long.toString(minPartSize),
                                S3Family.PART_NUMBER,
                                Integer.toString(part.partNumber()),
                                S3Family.ETAG,
                                part.etag() == null ? "" : part.etag())));
    }

    private Optional<Answer> total(final Long expected) {
        final long size = parts.stream().mapToLong(StoredPart::size).sum();
        return expected == null || expected == size
                ? Optional.empty()
                : Optional.of(rules.error(S3Error.INVALID_REQUEST, named)
                        .saying("The listed parts have " + size + " bytes, not " + expected + "."));
    }

    private static boolean sameEtag(final String sent, final String stored) {
        return sent == null || stored == null || Etags.unquoted(sent).equals(stored);
    }
}
