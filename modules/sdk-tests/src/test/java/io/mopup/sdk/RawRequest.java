/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import io.mopup.contract.Digests;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The header of a request, signed with SigV4 by hand, for what no SDK would send.
 *
 * @param service s3 or glacier
 * @param path encoded as it is sent
 * @param query encoded and sorted as it is signed
 * @param headers in lower case; all are sent and signed
 */
record RawRequest(String service, String method, String path, String query, Map<String, String> headers) {
    static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    static final String CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    static final String EMPTY_HASH = hex(Digests.sha256().digest());

    private static final String S3 = "s3";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** A request and what its chunks are signed with. */
    record Signed(String head, String signature, byte[] key, String time, String scope) {
        /** The signature of a chunk. */
        String chunk(final String previous, final byte[] data) {
            return hmacHex(
                    key,
                    String.join(
                            "\n",
                            "AWS4-HMAC-SHA256-PAYLOAD",
                            time,
                            scope,
                            previous,
                            EMPTY_HASH,
                            hex(Digests.sha256().digest(data))));
        }
    }

    static RawRequest of(final String method, final String path, final String query) {
        return new RawRequest(S3, method, path, query, Map.of());
    }

    /** A request to the Glacier API. */
    static RawRequest glacier(final String method, final String path) {
        return new RawRequest("glacier", method, path, "", Map.of("x-amz-glacier-version", "2012-06-01"));
    }

    RawRequest with(final String name, final String value) {
        final Map<String, String> all = new TreeMap<>(headers);
        all.put(name, value);
        return new RawRequest(service, method, path, query, all);
    }

    RawRequest length(final long bytes) {
        return with("content-length", Long.toString(bytes));
    }

    /** Signed now by the owner of everything, the payload unsigned unless a header says otherwise. */
    String signed() {
        return signed("mopupdev", Instant.now()).head();
    }

    Signed signed(final String accessKey, final Instant at) {
        final String time = TIME.format(at);
        final Map<String, String> all = new TreeMap<>(headers);
        all.putIfAbsent("host", "127.0.0.1");
        all.putIfAbsent("x-amz-content-sha256", service.equals(S3) ? UNSIGNED : EMPTY_HASH);
        all.put("x-amz-date", time);
        final String names = String.join(";", all.keySet());
        final String canonical = String.join(
                "\n",
                method,
                // Only the names of objects are no paths.
                service.equals(S3) ? path : path.replace("%", "%25"),
                Arrays.stream(query.split("&"))
                        .map(pair -> pair.isEmpty() || pair.contains("=") ? pair : pair + "=")
                        .collect(Collectors.joining("&")),
                all.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                        .collect(Collectors.joining()),
                names,
                all.get("x-amz-content-sha256"));
        final String scope = time.substring(0, 8) + "/us-east-1/" + service + "/aws4_request";
        byte[] key = ("AWS4" + accessKey + "secret").getBytes(StandardCharsets.UTF_8);
        for (final String step : scope.split("/")) {
            key = hmac(key, step);
        }
        final String signature =
                hmacHex(key, String.join("\n", "AWS4-HMAC-SHA256", time, scope, hex(sha256(canonical))));
        final String head = method + " " + path + (query.isEmpty() ? "" : "?" + query) + " HTTP/1.1\r\n"
                + all.entrySet().stream()
                        .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                        .collect(Collectors.joining())
                + "Authorization: AWS4-HMAC-SHA256 Credential=" + accessKey + "/" + scope + ", SignedHeaders="
                + names + ", Signature=" + signature + "\r\n\r\n";
        return new Signed(head, signature, key, time, scope);
    }

    static String hex(final byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(final String text) {
        return Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hmacHex(final byte[] key, final String text) {
        return hex(hmac(key, text));
    }

    private static byte[] hmac(final byte[] key, final String text) {
        try {
            final Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
