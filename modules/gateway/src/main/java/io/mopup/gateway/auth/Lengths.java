/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.gateway.auth.AuthenticationException.Reason;
import io.mopup.gateway.http.HttpRequest;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** How long a body says it is. */
final class Lengths {
    private static final String DECODED = "x-amz-decoded-content-length";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private Lengths() {}

    /** What the transport carries: 0 if there is no body, empty if nothing says so in advance. */
    static OptionalLong sent(final HttpRequest request) throws AuthenticationException {
        final OptionalLong length = length(request, "Content-Length");
        return length.isPresent() || request.headers().has("Transfer-Encoding") ? length : OptionalLong.of(0);
    }

    /** What is inside the chunks. */
    static long decoded(final HttpRequest request) throws AuthenticationException {
        return length(request, DECODED)
                .orElseThrow(
                        () -> new AuthenticationException(Reason.LENGTH_REQUIRED, "A body in chunks needs " + DECODED));
    }

    private static OptionalLong length(final HttpRequest request, final String name) throws AuthenticationException {
        final List<String> values = request.headers().all(name);
        if (values.isEmpty()) {
            return OptionalLong.empty();
        }
        if (values.size() > 1 || !NUMBER.matcher(values.get(0)).matches()) {
            throw new AuthenticationException(Reason.BAD_HEADER, name + " is not one number");
        }
        return OptionalLong.of(Long.parseLong(values.get(0)));
    }
}
