/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.ClientConfig;
import io.mopup.gateway.Gateway;
import io.mopup.gateway.GatewayConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code mopup gateway}: the S3 and Glacier APIs in front of the processor, until it is asked to end. */
@Command(
        name = "gateway",
        description = {
            "Run one gateway: answer the S3 and Glacier APIs for unmodified clients. Logs to standard error.",
            "Ends cleanly on Ctrl-C or SIGTERM. Gateways on one store share the assembly of what is completed.",
            "It is the reference front end, not an object store for production data."
        })
final class GatewayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Mopup mopup;

    @Mixin
    private ConnectionOptions connection;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "Root of the store in files, as " + StorageConfig.ROOT_CONFIG + ".")
    private Path store;

    @Option(
            names = "--credentials",
            paramLabel = "FILE",
            description = "Accounts, keys and policies, as " + GatewayConfig.CREDENTIALS_CONFIG + ".")
    private Path credentials;

    @Option(
            names = "--query-url",
            paramLabel = "URL",
            description = "Where a processor answers queries, as " + ClientConfig.QUERY_URL_CONFIG + ".")
    private String queryUrl;

    @Override
    public Integer call() throws InterruptedException {
        Logging.ofProcess(mopup.isVerbose());
        final Map<String, Object> properties = connection.properties();
        if (store != null) {
            properties.put(StorageConfig.ROOT_CONFIG, store.toString());
        }
        if (credentials != null) {
            properties.put(GatewayConfig.CREDENTIALS_CONFIG, credentials.toString());
        }
        if (queryUrl != null) {
            properties.put(ClientConfig.QUERY_URL_CONFIG, queryUrl);
        }
        final Termination termination = Termination.onSignal();
        try (Gateway gateway = Gateway.start(
                new GatewayConfig(properties), new ClientConfig(properties), new StorageConfig(properties).store())) {
            final PrintWriter out = spec.commandLine().getOut();
            gateway.s3Port().ifPresent(port -> out.println("ready: s3 port " + port));
            gateway.glacierPort().ifPresent(port -> out.println("ready: glacier port " + port));
            out.flush();
            termination.await(() -> true);
        } catch (final RuntimeException e) {
            termination.closed(ExitCode.SOFTWARE);
            throw e;
        }
        return termination.closed(ExitCode.OK);
    }
}
