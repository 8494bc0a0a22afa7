/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What a client sends otherwise than a case wants it, in words for the table; empty if nothing that matters. */
final class RequestDifferences {
    /** A case may be about a request that lacks one of these. */
    private static final List<String> TELLING =
            List.of("x-amz-glacier-version", "x-amz-part-size", "x-amz-s3session-token");

    private static final Pattern PART_NUMBER = Pattern.compile("<PartNumber>(.*?)</PartNumber>");

    private RequestDifferences() {}

    static List<String> of(final WireRequest wanted, final Tap.Asked asked) {
        final List<String> differences = new ArrayList<>();
        final Map<String, String> query = query(asked.uri().getRawQuery());
        wanted.query().forEach((name, value) -> {
            if (!value.equals(query.get(name))) {
                differences.add("it does not send " + name + " as asked");
            }
        });
        wanted.headers().forEach((name, value) -> {
            final String there = asked.headers().get(lower(name));
            // Its session has a token of its own.
            final boolean token = name.equals("x-amz-s3session-token");
            if (token ? there == null : !value.equals(there)) {
                differences.add("it does not send " + name + (token ? "" : " as asked"));
            }
        });
        TELLING.stream()
                .filter(name -> asked.headers().containsKey(name))
                .filter(name -> wanted.headers().keySet().stream().noneMatch(name::equalsIgnoreCase))
                .forEach(name -> differences.add("it always sends " + name));
        if (wanted.method().equals("POST")) {
            if ((wanted.body().length == 0) != (asked.body().length == 0)) {
                differences.add(wanted.body().length == 0 ? "it always sends a body" : "it sends no body");
            } else if (!partNumbers(wanted.body()).equals(partNumbers(asked.body()))) {
                differences.add("it does not send the parts in this order");
            }
        }
        return differences;
    }

    private static List<String> partNumbers(final byte[] document) {
        return PART_NUMBER
                .matcher(new String(document, StandardCharsets.UTF_8))
                .results()
                .map(part -> part.group(1))
                .toList();
    }

    private static Map<String, String> query(final String raw) {
        final Map<String, String> query = new LinkedHashMap<>();
        if (raw != null) {
            Arrays.stream(raw.split("&")).forEach(pair -> {
                final String[] both = pair.split("=", 2);
                query.put(decoded(both[0]), both.length == 1 ? "" : decoded(both[1]));
            });
        }
        return query;
    }

    private static String decoded(final String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String lower(final String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
