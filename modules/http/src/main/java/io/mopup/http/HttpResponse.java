/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered.
 *
 * @param headers apart from those of the transport, such as the length
 */
public record HttpResponse(int status, Map<String, String> headers, Content content) {

    /** The body. */
    public sealed interface Content {
        /** No body, and no header that speaks of one. */
        record Empty() implements Content {}

        record Bytes(byte[] bytes) implements Content {}

        /** Sent as it is read, then closed. */
        record Stream(InputStream in, long length) implements Content {}

        /** Sent as it comes about, of no length that anybody knows; closed when the client has gone or the source ends. */
        record Live(LiveSource source) implements Content {}

        /** The answer to HEAD: what the body of GET would be, unsent. */
        record Unsent(long length) implements Content {}
    }

    public HttpResponse {
        headers = Map.copyOf(headers);
    }

    public static HttpResponse empty(final int status) {
        return new HttpResponse(status, Map.of(), new Content.Empty());
    }

    public static HttpResponse bytes(final int status, final String contentType, final byte[] bytes) {
        return new HttpResponse(status, Map.of("Content-Type", contentType), new Content.Bytes(bytes));
    }

    /** The same with one more header. */
    public HttpResponse with(final String name, final String value) {
        final Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new HttpResponse(status, all, content);
    }

    /** The same with more headers. */
    public HttpResponse with(final Map<String, String> more) {
        final Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new HttpResponse(status, all, content);
    }
}
