/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import java.util.Random;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** Requests of all kinds from a seed. */
final class RandomRequests {
    private static final String[] PIECES = {
        "a", "B", "7", "-", ".", "_", "~", " ", "+", "%", "/", "!", "*", "'", "(", ")", "=", "&", "?", "#", ";", ":",
        "@", ",", "$", "[", "|", "ä", "字", "😀", "..", "//", "%2F", "\\", "\""
    };
    private static final SdkHttpMethod[] METHODS = {
        SdkHttpMethod.GET, SdkHttpMethod.PUT, SdkHttpMethod.POST, SdkHttpMethod.DELETE, SdkHttpMethod.HEAD
    };

    private final Random random;

    RandomRequests(final long seed) {
        this.random = new Random(seed);
    }

    SdkHttpFullRequest.Builder next() {
        final SdkHttpFullRequest.Builder request = Requests.to()
                .method(METHODS[random.nextInt(METHODS.length)])
                .encodedPath("/" + SdkHttpUtils.urlEncodeIgnoreSlashes(text(8)));
        for (int i = random.nextInt(4); i > 0; i--) {
            request.appendRawQueryParameter("p" + text(3), random.nextBoolean() ? "" : text(5));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            request.appendHeader(
                    random.nextBoolean() ? "x-amz-meta-" + random.nextInt(3) : "X-Other-" + random.nextInt(3),
                    header());
        }
        return request;
    }

    byte[] body(final int longest) {
        final byte[] body = new byte[random.nextInt(longest + 1)];
        random.nextBytes(body);
        return body;
    }

    int below(final int bound) {
        return random.nextInt(bound);
    }

    private String text(final int longest) {
        final StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest + 1); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private String header() {
        return "v" + " ".repeat(random.nextInt(3)) + text(4).replaceAll("[^ -~]", "x") + "w";
    }
}
