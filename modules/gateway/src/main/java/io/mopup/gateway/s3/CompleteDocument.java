/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mopup.core.dialect.S3Error;
import io.mopup.events.CompletedPart;
import java.io.IOException;
import java.util.List;

/**
 * The body of a CompleteMultipartUpload.
 *
 * @param parts in the order of the document; empty where it has none
 */
record CompleteDocument(@JsonProperty("Part") List<Part> parts) {
    private static final String ROOT = "CompleteMultipartUpload";

    /** One entry; the order of its elements is free. */
    record Part(
            @JsonProperty("PartNumber") String number,
            @JsonProperty("ETag") String etag) {

        CompletedPart completed() {
            try {
                return new CompletedPart(Integer.parseInt(number == null ? "" : number.trim()), etag);
            } catch (final NumberFormatException e) {
                throw S3Failure.of(S3Error.MALFORMED_XML);
            }
        }
    }

    /**
     * Reads the body of a call.
     *
     * @return what is listed; null if there is no body at all, which is another error than an empty list
     * @throws S3Failure MalformedXML
     */
    static List<CompletedPart> read(final S3Call call) throws IOException {
        return XmlReader.read(call.http().body(), ROOT, CompleteDocument.class)
                .map(document -> document.parts() == null
                        ? List.<CompletedPart>of()
                        : document.parts().stream().map(Part::completed).toList())
                .orElse(null);
    }
}
