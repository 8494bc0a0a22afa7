/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the results down as a table with one row for each case, whatever came of it. */
final class ConformanceTable {
    private static final int LONGEST_FAILURE = 400;

    private final Results results;

    ConformanceTable(final Results results) {
        this.results = results;
    }

    /** Markdown. */
    String text() {
        final StringBuilder text = new StringBuilder("# Conformance\n\n");
        text.append(counts()).append("\n\n| Backend | pass | FAIL | not run |\n| --- | --- | --- | --- |\n");
        for (final Place place : Place.values()) {
            text.append("| ").append(place.title()).append(" | ");
            text.append(count(place, "pass")).append(" | ");
            text.append(count(place, "FAIL")).append(" | ");
            text.append(count(place, "not run")).append(" |\n");
        }
        text.append(
                "\n*gateway*: decided on the wire, tried by WireConformanceTest, and not counted as passed here. *INF*: inferred, no source states it. ");
        text.append("*Deletes* names part/generation.\n\n");
        text.append("| No. | Dialect | Precondition and command | Expected | Got | ");
        text.append(Arrays.stream(Place.values()).map(Place::title).collect(Collectors.joining(" | ")));
        text.append(" | Grade |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        results.cases().forEach(tried -> text.append(row(tried)));
        return text.toString();
    }

    private String counts() {
        final long gateway = results.cases().stream().filter(Case::isGateway).count();
        final long half = results.cases().stream()
                .filter(tried -> !tried.isGateway() && tried.elsewhere() != null)
                .count();
        final long whole = results.cases().size() - gateway - half;
        return results.cases().size() + " cases: " + whole + " are decided here as a whole, " + half
                + " by one half, the rest of which is the gateway's, and " + gateway + " by the gateway alone.";
    }

    private long count(final Place place, final String status) {
        return results.cases().stream()
                .filter(tried -> status(tried, place).equals(status))
                .count();
    }

    private String row(final Case tried) {
        final String statuses =
                Arrays.stream(Place.values()).map(place -> status(tried, place)).collect(Collectors.joining(" | "));
        return "| " + tried.number() + " | " + tried.dialect() + " | " + cell(tried.command()) + " | "
                + cell(expected(tried)) + " | " + got(tried) + " | " + statuses + " | "
                + (tried.inferred() == null ? "" : "INF: " + cell(tried.inferred())) + " |\n";
    }

    private static String expected(final Case tried) {
        if (tried.isGateway() || tried.elsewhere() == null) {
            return tried.expected();
        }
        return tried.expected() + " (fold half; rest: gateway: " + tried.elsewhere() + ")";
    }

    /** One text if all backends got the same, otherwise one for each. */
    private String got(final Case tried) {
        final Map<String, String> texts = new LinkedHashMap<>();
        for (final Place place : Place.values()) {
            results.of(tried, place)
                    .ifPresent(outcome ->
                            texts.merge(got(outcome), place.title(), (titles, title) -> titles + ", " + title));
        }
        if (texts.size() <= 1) {
            return String.join("", texts.keySet());
        }
        return texts.entrySet().stream()
                .map(entry -> entry.getValue() + ": " + entry.getKey())
                .collect(Collectors.joining("<br>"));
    }

    private static String got(final Outcome outcome) {
        if (outcome.passed()) {
            return cell(outcome.got());
        }
        final String failure =
                String.valueOf(outcome.failure().getMessage()).strip().replaceAll("\\s+", " ");
        final String shown =
                failure.length() <= LONGEST_FAILURE ? failure : failure.substring(0, LONGEST_FAILURE) + " ...";
        return cell(outcome.got()) + " **FAIL** " + cell(shown);
    }

    private String status(final Case tried, final Place place) {
        if (tried.isGateway()) {
            return "gateway: WireConformanceTest";
        }
        if (!tried.places().contains(place)) {
            return "";
        }
        final Optional<Outcome> outcome = results.of(tried, place);
        return outcome.map(came -> came.passed() ? "pass" : "FAIL").orElse("not run");
    }

    private static String cell(final String text) {
        return text.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;");
    }
}
