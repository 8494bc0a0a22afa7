/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mopup.core.dialect.S3Error;
import io.mopup.events.CompletedPart;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The body of a CompleteMultipartUpload.
 *
 * @param parts in the order of the document; null where it has none
 */
record CompleteDocument(@JsonProperty("Part") List<Part> parts) {
    private static final String ROOT = "CompleteMultipartUpload";

    /** One entry; the order of its elements is free. */
    record Part(
            @JsonProperty("PartNumber") String number,
            @JsonProperty("ETag") String etag,
            @JsonProperty("ChecksumCRC32") String crc32,
            @JsonProperty("ChecksumCRC32C") String crc32c,
            @JsonProperty("ChecksumCRC64NVME") String crc64Nvme,
            @JsonProperty("ChecksumSHA1") String sha1,
            @JsonProperty("ChecksumSHA256") String sha256) {

        CompletedPart completed() {
            try {
                final String checksum = ContentChecks.only(checksums().values()).orElse(null);
                return new CompletedPart(Integer.parseInt(number == null ? "" : number.trim()), etag, checksum);
            } catch (final NumberFormatException e) {
                throw S3Failure.of(S3Error.MALFORMED_XML);
            }
        }

        private Map<ContentChecks, String> checksums() {
            final Map<ContentChecks, String> checksums = new EnumMap<>(ContentChecks.class);
            checksums.put(ContentChecks.CRC32, crc32);
            checksums.put(ContentChecks.CRC32C, crc32c);
            checksums.put(ContentChecks.CRC64NVME, crc64Nvme);
            checksums.put(ContentChecks.SHA1, sha1);
            checksums.put(ContentChecks.SHA256, sha256);
            checksums.values().removeIf(value -> value == null || value.isEmpty());
            return checksums;
        }
    }

    /**
     * Reads the body of a call.
     *
     * @return empty if there is no body at all, which is another error than an empty list
     * @throws S3Failure MalformedXML
     */
    static Optional<CompleteDocument> read(final S3Call call) throws IOException {
        return XmlReader.read(call.http().body(), ROOT, CompleteDocument.class)
                .map(document -> document.parts() == null ? new CompleteDocument(List.of()) : document);
    }

    /** What is listed. */
    List<CompletedPart> completed() {
        return parts.stream().map(Part::completed).toList();
    }

    /** The algorithms of the checksums that are listed. */
    Set<ContentChecks> algorithms() {
        final Set<ContentChecks> algorithms = EnumSet.noneOf(ContentChecks.class);
        parts.forEach(part -> algorithms.addAll(part.checksums().keySet()));
        return algorithms;
    }
}
