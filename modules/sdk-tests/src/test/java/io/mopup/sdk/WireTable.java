/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes down what came of each case, in one row. */
final class WireTable {
    private static final int LONGEST_FAILURE = 400;

    private final List<WireCase> cases;
    private final Map<Integer, Result> results = new TreeMap<>();

    private record Result(String got, Throwable failure) {}

    WireTable(final List<WireCase> cases) {
        this.cases = List.copyOf(cases);
    }

    /** Tries a case, and passes on whatever it fails with. */
    void run(final WireCase tried) throws Exception {
        final WireTrial trial = new WireTrial();
        try {
            tried.body().check(trial);
            results.put(tried.number(), new Result(trial.got(), null));
        } catch (final Exception | AssertionError e) {
            results.put(tried.number(), new Result(trial.got(), e));
            throw e;
        }
    }

    /** Markdown. */
    String text() {
        final StringBuilder text = new StringBuilder("# Conformance on the wire\n\n");
        text.append("| No. | Dialect | Precondition and command | Expected | Got | |\n");
        text.append("| --- | --- | --- | --- | --- | --- |\n");
        cases.forEach(tried -> text.append(row(tried)));
        return text.toString();
    }

    private String row(final WireCase tried) {
        final Result result = results.get(tried.number());
        return "| " + tried.number() + " | " + tried.dialect() + " | " + cell(tried.command()) + " | "
                + cell(tried.expected()) + " | " + (result == null ? "" : cell(got(result))) + " | "
                + (result == null ? "not run" : result.failure() == null ? "pass" : "FAIL") + " |\n";
    }

    private static String got(final Result result) {
        if (result.failure() == null) {
            return result.got();
        }
        final String failure =
                String.valueOf(result.failure().getMessage()).strip().replaceAll("\\s+", " ");
        return result.got() + " FAIL "
                + (failure.length() <= LONGEST_FAILURE ? failure : failure.substring(0, LONGEST_FAILURE));
    }

    static String cell(final String text) {
        return text.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;");
    }
}
