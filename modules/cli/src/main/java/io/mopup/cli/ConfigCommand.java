/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.agent.AgentConfig;
import io.mopup.cli.Configuration.Given;
import io.mopup.client.ClientConfig;
import io.mopup.gateway.GatewayConfig;
import io.mopup.processor.ProcessorConfig;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mopup config}. */
@Command(
        name = "config",
        description = {
            "Print every key with the value that is in force and where it comes from. Secrets are hidden.",
            "Asks nobody: it shows what a command or process that is started like this one would use."
        })
final class ConfigCommand implements Callable<Integer> {
    private static final String DEFAULT = "default";

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Option(names = "--given", description = "Only what is not a default.")
    private boolean givenOnly;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Override
    public Integer call() {
        final Map<String, Given> all = new TreeMap<>();
        if (!givenOnly) {
            definitions().forEach(definition -> all.putAll(defaults(definition)));
            connection.properties().forEach((key, value) -> all.put(key, new Given(value.toString(), DEFAULT)));
        }
        all.putAll(connection.origins());
        final PrintWriter out = spec.commandLine().getOut();
        all.forEach((key, given) -> out.println(line(key, given)));
        out.flush();
        return ExitCode.OK;
    }

    private String line(final String key, final Given given) {
        final String value = Secrets.masked(key, given.value());
        return json
                ? Json.line(Json.object().put("key", key).put("value", value).put("origin", given.origin()))
                : "%s = %s  # %s".formatted(key, value, given.origin());
    }

    /** Of all processes and commands. */
    static Stream<ConfigDef> definitions() {
        return Stream.of(
                ClientConfig.definition(),
                ProcessorConfig.CONFIG,
                AgentConfig.CONFIG,
                GatewayConfig.CONFIG,
                StorageConfig.CONFIG);
    }

    private static Map<String, Given> defaults(final ConfigDef definition) {
        final Map<String, Given> defaults = new TreeMap<>();
        definition.configKeys().forEach((key, found) -> {
            if (found.hasDefault() && found.defaultValue != null) {
                defaults.put(key, new Given(ConfigDef.convertToString(found.defaultValue, found.type), DEFAULT));
            }
        });
        return defaults;
    }
}
