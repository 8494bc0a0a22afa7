/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.query.QueryJson;
import java.nio.charset.StandardCharsets;

/** The lines of a stream of server-sent events. JSON without line breaks fits into one of them. */
final class ServerSentEvents {
    static final String CONTENT_TYPE = "text/event-stream";

    /** A comment: who reads passes over it, and who has gone is noticed. */
    static final byte[] HEARTBEAT = bytes(": nothing new\n\n");

    private ServerSentEvents() {}

    /**
     * One event.
     *
     * @param id what a reader that comes back says it has seen; without line breaks
     * @param name what readers listen for
     */
    static byte[] event(final String id, final String name, final Record data) {
        return bytes("id: " + id + "\nevent: " + name + "\ndata: "
                + new String(QueryJson.encode(data), StandardCharsets.UTF_8) + "\n\n");
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
