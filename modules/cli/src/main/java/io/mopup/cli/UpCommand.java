/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.gateway.auth.CredentialsFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code mopup up}: the whole stack on this machine, until it is asked to end. */
@Command(
        name = "up",
        description = {
            "Run Kafka, a schema registry, the processor, an agent and the gateway on 127.0.0.1, with parts in files.",
            "Prints one line when everything answers. Ends cleanly on Ctrl-C or SIGTERM; started again on the same data, it continues."
        })
final class UpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Mopup mopup;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Where everything is kept: topics, schemas, state, parts, log. Default: ${DEFAULT-VALUE}")
    private Path dataDir;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Port of the broker; 0 for a free one. Default: ${DEFAULT-VALUE}")
    private int kafkaPort;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "Port of the registry; 0 for a free one. Default: ${DEFAULT-VALUE}")
    private int registryPort;

    @Option(
            names = "--admin-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description =
                    "Port on which the processor answers queries, health and metrics; 0 for a free one. Default: ${DEFAULT-VALUE}")
    private int adminPort;

    @Option(
            names = "--agent-admin-port",
            paramLabel = "PORT",
            defaultValue = "8082",
            description =
                    "Port on which the agent answers health and metrics; 0 for a free one. Default: ${DEFAULT-VALUE}")
    private int agentAdminPort;

    @Option(
            names = "--gateway-admin-port",
            paramLabel = "PORT",
            defaultValue = "8083",
            description =
                    "Port on which the gateway answers health and metrics; 0 for a free one. Default: ${DEFAULT-VALUE}")
    private int gatewayAdminPort;

    @Option(
            names = "--s3-port",
            paramLabel = "PORT",
            defaultValue = "9000",
            description = "Port of the S3 API; 0 for a free one. Default: ${DEFAULT-VALUE}")
    private int s3Port;

    @Option(
            names = "--glacier-port",
            paramLabel = "PORT",
            defaultValue = "9001",
            description = "Port of the Glacier API; 0 for a free one. Default: ${DEFAULT-VALUE}")
    private int glacierPort;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Properties file with mopup.* keys for processor and agent; each also from the environment.")
    private Path commandConfig;

    @Option(names = "--json", description = "Print the line as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        final Map<String, Object> properties = Configuration.load(commandConfig, System.getenv(), Map.of());
        try (DataDirectory directory = DataDirectory.take(dataDir)) {
            Logging.toFile(directory.log(), mopup.isVerbose());
            final LocalStack.Ports front =
                    new LocalStack.Ports(adminPort, agentAdminPort, gatewayAdminPort, s3Port, glacierPort);
            return run(
                    directory, new LocalStack.Options(kafkaPort, registryPort, Optional.of(front), true, properties));
        }
    }

    private int run(final DataDirectory directory, final LocalStack.Options options) throws InterruptedException {
        final Termination termination = Termination.onSignal();
        try (LocalStack stack = LocalStack.start(directory, options, this::say)) {
            announce(directory, stack);
            if (!termination.await(stack::isAlive)) {
                throw new CliException("The processor or the agent has ended. See " + directory.log() + ".");
            }
            say("closing");
        } catch (final RuntimeException e) {
            termination.closed(ExitCode.SOFTWARE);
            throw e;
        }
        return termination.closed(ExitCode.OK);
    }

    private void announce(final DataDirectory directory, final LocalStack stack) {
        final PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.line(Json.object()
                    .put("ready", true)
                    .put("bootstrapServers", stack.bootstrapServers())
                    .put("registryUrl", stack.registryUrl())
                    .put("s3Url", url(stack.gateway().s3Port()))
                    .put("glacierUrl", url(stack.gateway().glacierPort()))
                    .put("queryUrl", stack.queryUrl())
                    .put("agentAdminUrl", stack.agentAdminUrl().orElse(null))
                    .put("gatewayAdminUrl", stack.gatewayAdminUrl())
                    .put("store", directory.store().toString())
                    .put("log", directory.log().toString())
                    .put("pid", ProcessHandle.current().pid())));
        } else {
            out.println("ready: kafka " + stack.bootstrapServers() + ", registry " + stack.registryUrl() + ", store "
                    + directory.store() + ", log " + directory.log());
            out.println("       s3 " + url(stack.gateway().s3Port()) + ", glacier "
                    + url(stack.gateway().glacierPort()) + ", queries " + stack.queryUrl());
            out.println("       metrics " + stack.queryUrl() + "/metrics, agent "
                    + stack.agentAdminUrl().orElse("none") + "/metrics, gateway " + stack.gatewayAdminUrl()
                    + "/metrics");
            if (stack.isForDevelopment()) {
                out.println("       account " + CredentialsFile.DEVELOPMENT_ACCOUNT + ", access key "
                        + CredentialsFile.DEVELOPMENT_ACCESS_KEY + ", secret key "
                        + CredentialsFile.DEVELOPMENT_SECRET_KEY);
            }
        }
        out.flush();
    }

    private static String url(final OptionalInt port) {
        return port.isPresent() ? "http://127.0.0.1:" + port.getAsInt() : "none";
    }

    private void say(final String stage) {
        if (!json) {
            spec.commandLine().getErr().println("mopup: " + stage);
            spec.commandLine().getErr().flush();
        }
    }
}
