/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Has a client send the requests of a case, and holds it to them: what went over the wire has to be what the case asks,
 * and what the client shows has to be what was answered. What it cannot ask goes without it, so that the case goes on.
 */
final class ClientSender implements WireSender {
    private final ClientUnderTest client;
    private final Set<String> reasons = new LinkedHashSet<>();
    private int sent;

    ClientSender(final ClientUnderTest client) {
        this.client = client;
    }

    /** How many requests the client sent. */
    int sent() {
        return sent;
    }

    /** Why it did not send the others. */
    List<String> reasons() {
        return List.copyOf(reasons);
    }

    @Override
    public WireAnswer send(final WireRequest request) throws IOException, InterruptedException {
        try {
            final WireAnswer answer = ask(request);
            sent++;
            return answer;
        } catch (final Inexpressible e) {
            reasons.addAll(
                    List.of(e.getMessage().strip().replaceAll("\\s+", " ").split("; ")));
            return request.send();
        }
    }

    private WireAnswer ask(final WireRequest request) throws IOException, Inexpressible {
        final ApiCall call = ApiCall.of(request);
        final Tap tap = Taps.of(call.service());
        // What is another request than that of the case must change nothing.
        tap.let(asked -> !isMeant(request, asked)
                || RequestDifferences.of(request, asked).isEmpty());
        final ClientUnderTest.Shown shown = client.call(call);
        final List<Tap.Exchange> meant = tap.seen().stream()
                .filter(seen -> isMeant(request, seen.asked()))
                .toList();
        if (meant.isEmpty()) {
            throw new Inexpressible(shown.message().isBlank() ? "it sends no such request" : shown.message());
        }
        final Tap.Exchange exchange = meant.get(meant.size() - 1);
        final List<String> differences = RequestDifferences.of(request, exchange.asked());
        if (!differences.isEmpty()) {
            throw new Inexpressible(String.join("; ", differences));
        }
        final String expected = exchange.answer().summary();
        if (shown.status() > 0) {
            assertThat(shown.status() + (shown.code().isEmpty() ? "" : " " + shown.code()))
                    .as(shown.message())
                    .isEqualTo(expected);
        } else {
            assertThat(shown.code()).as(shown.message()).isEqualTo(expected.replaceFirst("^\\d+ ?", ""));
        }
        return exchange.answer();
    }

    /** Whether the client asks this because of the case, and not for a session or a list that it wants first. */
    private static boolean isMeant(final WireRequest request, final Tap.Asked asked) {
        final String path = URLDecoder.decode(asked.uri().getRawPath().replace("+", "%2B"), StandardCharsets.UTF_8);
        // The SDK for JavaScript doubles the slash after a directory bucket, and that of IBM ends a bucket with one.
        final String single = path.replaceFirst("(--x-s3)//", "$1/");
        final boolean same = single.equals(request.path()) || single.equals(request.path() + "/");
        final boolean session = String.valueOf(asked.uri().getRawQuery()).matches("(.*&)?session(=.*)?");
        return same && asked.method().equals(request.method()) && !session;
    }
}
