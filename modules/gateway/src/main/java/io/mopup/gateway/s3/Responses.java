/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.dialect.Answer;
import io.mopup.events.CommandResult;
import io.mopup.http.HttpResponse;
import java.util.function.Consumer;

/** From what was decided to what is sent. */
final class Responses {
    private static final int LOWEST_ERROR = 300;
    private static final String XML = "application/xml";

    private Responses() {}

    /**
     * The result of an accepted command or event.
     *
     * @throws S3Failure if it was refused
     */
    static CommandResult accepted(final CommandResult result) {
        if (result.getHttpStatus() >= LOWEST_ERROR) {
            throw new S3Failure(Answer.of(result));
        }
        return result;
    }

    /** A document of the API. */
    static HttpResponse document(final String root, final Consumer<XmlWriter> content) {
        return HttpResponse.bytes(200, XML, XmlWriter.document(root, XmlWriter.NAMESPACE, content));
    }

    /** With the header that says who pays, if it is the one who asked. */
    static HttpResponse charged(final HttpResponse response, final boolean charged) {
        return charged ? response.with("x-amz-request-charged", "requester") : response;
    }

    /** An ETag as headers and documents have it. */
    static String quoted(final String etag) {
        return etag == null || etag.startsWith("\"") ? etag : '"' + etag + '"';
    }
}
