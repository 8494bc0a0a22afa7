/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.cookbook;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What may differ between two runs of the same command, and nothing else may. Both outputs are brought into one form by
 * these rules, from top to bottom, before they are compared.
 */
final class Varying {
    private static final List<Rule> RULES = List.of(
            rule("\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)", "INSTANT"),
            rule("\\b\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\b", "TIME"),
            // Milliseconds since 1970, from 2020 to 2033.
            rule("\\b1[6-9]\\d{11}\\b", "MILLIS"),
            rule("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "UUID"),
            // The id of an upload that the gateway gives, of a topic, and of a member in the streams protocol.
            rule("(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{64}(?![A-Za-z0-9_-])", "UPLOAD"),
            rule("\\bTopicId: \\S+", "TopicId: ID"),
            rule("^(try +)[A-Za-z0-9_-]{22} ", "$1MEMBER "),
            rule("\\b00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]\\b", "TRACEPARENT"),
            // How far a group is, in offsets: the end of the tables of Kafka's tools. How many commits there are
            // depends
            // on the pace, and the marker of each takes an offset.
            rule("^(mopup-\\S+ +\\S+ +\\d+) +.*$", "$1 OFFSETS"),
            // Tables are as wide as what stands in them.
            rule(" +", " "),
            rule(" $", ""));

    private Varying() {}

    /** The one form of an output. */
    static List<String> removed(final List<String> output) {
        return output.stream().map(Varying::removed).toList();
    }

    private static String removed(final String line) {
        String result = line;
        for (final Rule rule : RULES) {
            result = rule.pattern().matcher(result).replaceAll(rule.instead());
        }
        return result;
    }

    private static Rule rule(final String pattern, final String instead) {
        return new Rule(Pattern.compile(pattern), instead);
    }

    private record Rule(Pattern pattern, String instead) {}
}
