/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.glacier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mopup.http.HttpResponse;

/** Documents of the Glacier API. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static HttpResponse response(final int status, final ObjectNode document) {
        try {
            return HttpResponse.bytes(status, "application/json", MAPPER.writeValueAsBytes(document));
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException("A tree of texts and numbers can be written", e);
        }
    }
}
