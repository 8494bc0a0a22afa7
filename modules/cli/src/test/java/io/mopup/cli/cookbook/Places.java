/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.cookbook;

import io.mopup.cli.faults.FixedPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ports and the directory that the pages name, and those that stand for them in this run, so that it needs no port to be free.
 */
final class Places {
    /** Of {@code mopup up}, with the option that moves each. */
    private static final Map<String, String> OPTIONS = Map.of(
            "9092", "--kafka-port",
            "8081", "--registry-port",
            "8080", "--admin-port",
            "8082", "--agent-admin-port",
            "8083", "--gateway-admin-port",
            "9000", "--s3-port",
            "9001", "--glacier-port");
    /** Of what the cookbook starts beside it. */
    private static final List<String> OTHERS = List.of("8090");

    private static final String CHECKOUT = "/home/you/mopup";
    private static final Pattern ADDRESS = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

    private final String here;
    private final Map<String, String> real = new LinkedHashMap<>();
    private final Map<String, String> named = new LinkedHashMap<>();

    /** @param directory where commands are typed */
    Places(final Path directory) throws IOException {
        here = directory.toRealPath().toString();
        for (final String port : OPTIONS.keySet()) {
            move(port);
        }
        for (final String port : OTHERS) {
            move(port);
        }
    }

    /** What to type instead. */
    String here(final Step step) {
        final StringBuilder command = new StringBuilder(replaced(step.command(), real));
        if (step.isServer()) {
            OPTIONS.forEach((port, option) ->
                    command.append(' ').append(option).append(' ').append(real.get(port)));
        }
        return command.toString();
    }

    /** Where commands look that are not told where. */
    Map<String, String> environment() {
        return Map.of(
                "MOPUP_BOOTSTRAP_SERVERS", "127.0.0.1:" + real.get("9092"),
                "MOPUP_SCHEMA_REGISTRY_URL", "http://127.0.0.1:" + real.get("8081") + "/apis/ccompat/v7");
    }

    /** What stands in the page for this output. */
    List<String> inThePage(final List<String> output) {
        return output.stream()
                .map(line -> replaced(line, named).replace(here, CHECKOUT))
                .toList();
    }

    private void move(final String port) throws IOException {
        final String free = Integer.toString(FixedPorts.next());
        real.put(port, free);
        named.put(free, port);
    }

    private static String replaced(final String text, final Map<String, String> ports) {
        return ADDRESS.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement("127.0.0.1:" + ports.getOrDefault(found.group(1), found.group(1))));
    }
}
