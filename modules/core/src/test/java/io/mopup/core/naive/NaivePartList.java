/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.naive;

import io.mopup.contract.Digests;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.CompletedPart;
import io.mopup.events.Dialect;
import io.mopup.events.PartUploaded;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/** The body of a Complete: section 3.4, with what sections 4 and 5 change; section 6.2 for Glacier. */
final class NaivePartList {
    private NaivePartList() {}

    /** The refusal, or null; {@code object} is filled with what the object is made of. */
    static NaiveReply refusal(
            final NaiveUpload upload,
            final CompleteMultipartUpload complete,
            final long minPartSize,
            final List<PartUploaded> object) {
        return upload.identity().getDialect() == Dialect.GLACIER
                ? archive(upload, complete, object)
                : list(upload, complete, minPartSize, object);
    }

    private static NaiveReply list(
            final NaiveUpload upload,
            final CompleteMultipartUpload complete,
            final long minPartSize,
            final List<PartUploaded> object) {
        final Dialect dialect = upload.identity().getDialect();
        final String checksum = upload.created.getChecksumType();
        if (complete.getChecksumType() != null && !complete.getChecksumType().equals(checksum)) {
            return NaiveReply.error(400, "InvalidRequest");
        }
        final String algorithm = upload.created.getChecksumAlgorithm();
        if (otherAlgorithm(upload, complete.getChecksumAlgorithm())) {
            return NaiveReply.error(400, "InvalidRequest");
        }
        if (complete.getParts() == null) {
            return NaiveReply.error(400, dialect == Dialect.COS ? "MissingRequestBodyError" : "InvalidRequest");
        }
        if (complete.getParts().isEmpty()) {
            return NaiveReply.error(400, "MalformedXML");
        }
        final List<Integer> numbers =
                complete.getParts().stream().map(CompletedPart::getPartNumber).toList();
        final boolean consecutive =
                dialect == Dialect.S3_DIRECTORY || (dialect == Dialect.S3 && "COMPOSITE".equals(checksum));
        for (int i = 0; i < numbers.size(); i++) {
            final boolean ascending = i == 0 || numbers.get(i) > numbers.get(i - 1);
            if (!ascending || (consecutive && numbers.get(i) != i + 1)) {
                return NaiveReply.error(400, "InvalidPartOrder");
            }
        }
        for (final CompletedPart listed : complete.getParts()) {
            if (algorithm != null && "COMPOSITE".equals(checksum) && listed.getChecksum() == null) {
                return NaiveReply.error(400, "InvalidRequest");
            }
            final String etag = listed.getEtag().replace("\"", "");
            final List<PartUploaded> found = upload.parts.stream()
                    .filter(part -> part.getPartNumber() == listed.getPartNumber())
                    .filter(part -> part.getEtag().equals(etag))
                    .filter(part -> !otherChecksum(part, listed, complete.getChecksumAlgorithm()))
                    .toList();
            if (found.isEmpty()) {
                return NaiveReply.error(400, "InvalidPart");
            }
            object.addAll(found);
        }
        if (object.subList(0, object.size() - 1).stream().anyMatch(part -> part.getSize() < minPartSize)) {
            return NaiveReply.error(400, "EntityTooSmall");
        }
        if (complete.getObjectSize() != null && complete.getObjectSize() != bytes(object)) {
            return NaiveReply.error(400, "InvalidRequest");
        }
        final String whole = "COMPOSITE".equals(checksum) ? composite(algorithm, object) : null;
        return complete.getChecksum() == null
                        || whole == null
                        || complete.getChecksum().equals(whole)
                ? null
                : NaiveReply.error(400, "BadDigest");
    }

    /** The checksum of the checksums, and their number; null if one of them is not known. */
    private static String composite(final String algorithm, final List<PartUploaded> object) {
        final ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (final PartUploaded part : object) {
            if (part.getChecksum() == null || !part.getChecksumAlgorithm().equals(algorithm)) {
                return null;
            }
            all.writeBytes(Base64.getDecoder().decode(part.getChecksum()));
        }
        return Base64.getEncoder().encodeToString(Digests.sha256().digest(all.toByteArray())) + "-" + object.size();
    }

    /** Parts and Complete have checksums of the algorithm that was chosen, or none (sections 3.2 and 3.4). */
    static boolean otherAlgorithm(final NaiveUpload upload, final String algorithm) {
        final String chosen = upload.created.getChecksumAlgorithm();
        return chosen != null && algorithm != null && !chosen.equals(algorithm);
    }

    private static boolean otherChecksum(final PartUploaded part, final CompletedPart listed, final String algorithm) {
        return part.getChecksum() != null
                && listed.getChecksum() != null
                && part.getChecksumAlgorithm().equals(algorithm)
                && !part.getChecksum().equals(listed.getChecksum());
    }

    /** Every range that was uploaded belongs; all but the last are whole; size and gaps are checked. */
    private static NaiveReply archive(
            final NaiveUpload upload, final CompleteMultipartUpload complete, final List<PartUploaded> object) {
        if (complete.getArchiveSize() == null || complete.getTreeHash() == null) {
            return NaiveReply.error(400, "MissingParameterValueException");
        }
        object.addAll(upload.parts);
        object.sort(Comparator.comparing(PartUploaded::getPartNumber));
        final List<Long> sizes = new ArrayList<>();
        object.forEach(part -> sizes.add(part.getSize()));
        boolean whole = !object.isEmpty() && complete.getArchiveSize() == bytes(object);
        for (int i = 0; i < object.size(); i++) {
            final boolean last = i == object.size() - 1;
            whole &= object.get(i).getPartNumber() == i + 1;
            whole &= last || sizes.get(i).equals(upload.created.getPartSize());
        }
        return whole ? null : NaiveReply.error(400, "InvalidParameterValueException");
    }

    private static long bytes(final List<PartUploaded> parts) {
        return parts.stream().mapToLong(PartUploaded::getSize).sum();
    }
}
