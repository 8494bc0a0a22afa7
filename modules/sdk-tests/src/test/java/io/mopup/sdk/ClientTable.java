/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came of each case with each client: one row for both. */
final class ClientTable {
    private static final int LONGEST_REASON = 200;

    private final Map<Row, Result> results =
            new TreeMap<>(Comparator.comparingInt(Row::number).thenComparing(Row::client));

    /** @param number of the case, 1 to 100 */
    record Row(int number, String client) {}

    /** How much of a case the client asks by itself. */
    enum Share {
        WHOLE,
        PART,
        NONE
    }

    private record Result(WireCase tried, Share share, List<String> reasons, boolean failed) {}

    /**
     * Tries a case, and passes on whatever it fails with.
     *
     * @return how much of it the client asked
     */
    Share run(final WireCase tried, final String name, final ClientUnderTest client) throws Exception {
        final ClientSender sender = new ClientSender(client);
        boolean failed = true;
        try {
            tried.body().check(new WireTrial(sender));
            if (sender.sent() == 0 && sender.reasons().isEmpty()) {
                throw new AssertionError("A case that asks nothing through its trial: " + tried.title());
            }
            failed = false;
            return share(sender);
        } finally {
            put(tried, name, new Result(tried, share(sender), sender.reasons(), failed));
        }
    }

    /** Notes that a client is not made for the dialect of a case. */
    Share leave(final WireCase tried, final String name, final String reason) {
        put(tried, name, new Result(tried, Share.NONE, List.of(reason), false));
        return Share.NONE;
    }

    /** The rows that are there, by number, then by client. */
    List<Row> rows() {
        return List.copyOf(results.keySet());
    }

    /** Markdown. */
    String text() {
        final StringBuilder text = new StringBuilder("# Conformance by client\n\n");
        text.append("| No. | Dialect | Command | Client | |\n| --- | --- | --- | --- | --- |\n");
        results.forEach((row, result) -> text.append("| " + row.number() + " | "
                + result.tried().dialect() + " | "
                + WireTable.cell(result.tried().command()) + " | " + row.client()
                + " | " + WireTable.cell(verdict(result)) + " |\n"));
        return text.toString();
    }

    private void put(final WireCase tried, final String name, final Result result) {
        results.put(new Row(tried.number(), name), result);
    }

    private static Share share(final ClientSender sender) {
        if (sender.sent() == 0) {
            return Share.NONE;
        }
        return sender.reasons().isEmpty() ? Share.WHOLE : Share.PART;
    }

    private static String verdict(final Result result) {
        final String reasons = String.join("; ", result.reasons());
        final String reason =
                reasons.length() <= LONGEST_REASON ? reasons : reasons.substring(0, LONGEST_REASON) + " ...";
        if (result.failed()) {
            return "FAIL";
        }
        return switch (result.share()) {
            case WHOLE -> "pass";
            case PART -> "pass in part; the rest cannot be expressed by this client: " + reason;
            case NONE -> "cannot be expressed by this client: " + reason;
        };
    }
}
