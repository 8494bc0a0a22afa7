/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static java.util.Map.entry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request in the words that the clients have for it.
 *
 * @param service s3 or glacier
 * @param operation as the API reference names it
 * @param parameters members of the operation's input, by their names there; text, numbers, or the list of parts
 * @param headers what the request has besides, typed or not; a client sends it if none of its parameters does
 * @param query the same of the query
 * @param body bytes of a part, else empty
 * @param user access key; null with a token, which is among the headers
 * @param sessions whether sessions are opened with a directory bucket
 */
record ApiCall(
        String service,
        String operation,
        Map<String, Object> parameters,
        Map<String, String> headers,
        Map<String, String> query,
        byte[] body,
        String user,
        boolean sessions) {
    private static final Map<String, String> MEMBERS = Map.ofEntries(
            entry("uploadId", "UploadId"),
            entry("partNumber", "PartNumber"),
            entry("max-parts", "MaxParts"),
            entry("part-number-marker", "PartNumberMarker"),
            entry("max-uploads", "MaxUploads"),
            entry("key-marker", "KeyMarker"),
            entry("upload-id-marker", "UploadIdMarker"),
            entry("prefix", "Prefix"),
            entry("delimiter", "Delimiter"),
            entry("x-amz-expected-bucket-owner", "ExpectedBucketOwner"),
            entry("x-amz-request-payer", "RequestPayer"),
            entry("x-amz-if-match-initiated-time", "IfMatchInitiatedTime"),
            entry("Content-MD5", "ContentMD5"),
            entry("If-None-Match", "IfNoneMatch"),
            entry("limit", "limit"),
            entry("marker", "marker"),
            entry("x-amz-part-size", "partSize"),
            entry("x-amz-archive-size", "archiveSize"),
            entry("x-amz-sha256-tree-hash", "checksum"),
            entry("Content-Range", "range"));
    private static final Pattern PART =
            Pattern.compile("<PartNumber>(.*?)</PartNumber><ETag>(.*?)</ETag>", Pattern.DOTALL);

    static ApiCall of(final WireRequest request) throws Inexpressible {
        if (request.isAtAnotherHost()) {
            throw new Inexpressible("its endpoint is an address here, and no access point has a host there");
        }
        final DirectorySession session = request.session();
        if (session != null && !session.mode().equals("ReadWrite")) {
            throw new Inexpressible("it cannot be given a session that it did not open to read and write");
        }
        final boolean vault = request.service().equals("glacier");
        final Map<String, Object> parameters = new LinkedHashMap<>();
        final Map<String, String> query = new LinkedHashMap<>(request.query());
        final Map<String, String> headers = new LinkedHashMap<>(request.headers());
        List.of("x-amz-s3session-token", "x-amz-glacier-version", "Host").forEach(headers::remove);
        headers.forEach((name, value) -> put(parameters, name, value));
        query.forEach((name, value) -> put(parameters, name, value));
        final String operation = vault ? ofVault(request, parameters) : ofBucket(request, parameters);
        query.keySet().removeAll(MEMBERS.keySet());
        query.remove("uploads");
        final boolean isPart = request.method().equals("PUT");
        return new ApiCall(
                vault ? "glacier" : "s3",
                operation,
                parameters,
                headers,
                query,
                isPart ? request.body() : new byte[0],
                request.user(),
                session != null);
    }

    /** The access key, for a client that can do nothing else but sign. */
    String signer() throws Inexpressible {
        if (user == null) {
            throw new Inexpressible("it signs with keys and takes no token");
        }
        return user;
    }

    private static String ofBucket(final WireRequest request, final Map<String, Object> parameters)
            throws Inexpressible {
        final String[] path = request.path().substring(1).split("/", 2);
        parameters.put("Bucket", path[0]);
        if (path.length == 1 && request.query().containsKey("uploadId")) {
            throw new Inexpressible("it wants a key wherever there is an upload id");
        }
        if (path.length == 1) {
            return request.method().equals("DELETE") ? "DeleteBucket" : "ListMultipartUploads";
        }
        parameters.put("Key", path[1]);
        if (request.query().containsKey("uploads")) {
            return "CreateMultipartUpload";
        }
        if (request.method().equals("POST") && request.body().length > 0) {
            parameters.put("MultipartUpload", Map.of("Parts", parts(request.body())));
        }
        return operation(request.method(), "UploadPart");
    }

    private static String ofVault(final WireRequest request, final Map<String, Object> parameters) {
        final String[] path = request.path().split("/", -1);
        parameters.put("accountId", path[1]);
        parameters.put("vaultName", path[3]);
        if (path.length == 5) {
            return "InitiateMultipartUpload";
        }
        parameters.put("uploadId", path[5]);
        return operation(request.method(), "UploadMultipartPart");
    }

    private static String operation(final String method, final String uploadPart) {
        return switch (method) {
            case "DELETE" -> "AbortMultipartUpload";
            case "PUT" -> uploadPart;
            case "POST" -> "CompleteMultipartUpload";
            default -> "ListParts";
        };
    }

    private static void put(final Map<String, Object> parameters, final String name, final String value) {
        final String member = MEMBERS.get(name);
        if (member != null) {
            final boolean number = member.startsWith("Max") || member.startsWith("PartNumber");
            parameters.put(member, number && value.matches("-?\\d+") ? (Object) Integer.valueOf(value) : value);
        }
    }

    private static List<Map<String, Object>> parts(final byte[] document) {
        final List<Map<String, Object>> parts = new ArrayList<>();
        final Matcher part = PART.matcher(new String(document, StandardCharsets.UTF_8));
        while (part.find()) {
            parts.add(Map.of("PartNumber", Integer.valueOf(part.group(1)), "ETag", part.group(2)));
        }
        return parts;
    }
}
