/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.dialect.Answer;
import io.mopup.events.Dialect;
import io.mopup.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The error document of the S3 family: code, message, the fields of the code in their order, then the two ids. */
final class ErrorDocument {
    private static final String XML = "application/xml";
    /** One order for all codes: no two of them want it differently. */
    private static final List<String> ORDER = List.of(
            "ArgumentName",
            "ArgumentValue",
            "BucketName",
            "UploadId",
            "ProposedSize",
            "MinSizeAllowed",
            "MaxSizeAllowed",
            "PartNumber",
            "ETag",
            "Condition",
            "Key",
            "Header",
            "Method",
            "ResourceType",
            "ClientComputedContentSHA256",
            "S3ComputedContentSHA256",
            "Resource");

    private static final String COS_STATUS = "httpStatusCode";

    private ErrorDocument() {}

    /**
     * The response to a refused request.
     *
     * @param resource path of the request
     * @param head whether the method is HEAD, whose answers have no body
     */
    static HttpResponse of(
            final Answer answer, final Dialect dialect, final String resource, final Ids ids, final boolean head) {
        if (head) {
            return HttpResponse.empty(answer.httpStatus());
        }
        final Map<String, String> fields = answer.fields();
        final byte[] document = XmlWriter.document("Error", null, xml -> {
            xml.element("Code", answer.errorCode()).element("Message", answer.message());
            names(fields, dialect).forEach(name -> xml.element(name, fields.get(name)));
            if (dialect == Dialect.COS) {
                // IBM's documents end so, and have no second id.
                xml.element("Resource", resource)
                        .element("RequestId", ids.request())
                        .element(COS_STATUS, answer.httpStatus());
            } else {
                xml.element("RequestId", ids.request()).element("HostId", ids.host());
            }
        });
        return HttpResponse.bytes(answer.httpStatus(), XML, document);
    }

    private static List<String> names(final Map<String, String> fields, final Dialect dialect) {
        final List<String> names = new ArrayList<>(ORDER);
        fields.keySet().stream().sorted().filter(name -> !ORDER.contains(name)).forEach(names::add);
        names.remove(COS_STATUS);
        if (dialect == Dialect.COS) {
            names.remove("Resource");
        }
        return names;
    }
}
