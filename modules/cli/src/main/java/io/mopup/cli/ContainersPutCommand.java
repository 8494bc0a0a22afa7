/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.MopupClient;
import io.mopup.events.Container;
import io.mopup.events.LifecycleRule;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mopup containers put}. */
@Command(name = "put", description = "Register a bucket or vault, or replace what is registered of it.")
final class ContainersPutCommand implements Callable<Integer> {
    private static final int RULE_FIELDS = 3;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private ContainerOptions container;

    @Option(names = "--region", paramLabel = "NAME", description = "Region or location.")
    private String region;

    @Option(names = "--requester-pays", description = "Requests are charged to the requester.")
    private boolean requesterPays;

    @Option(
            names = "--alias",
            paramLabel = "NAME",
            description = "Access point alias or ARN that resolves to this bucket. May be given more than once.")
    private List<String> aliases = List.of();

    @Option(
            names = "--abort-rule",
            paramLabel = "ID:DAYS[:PREFIX]",
            description = "Abort incomplete uploads so many days after initiation. May be given more than once.")
    private List<String> rules = List.of();

    @Override
    public Integer call() {
        final Container record = Container.newBuilder()
                .setDialect(container.dialect())
                .setContainer(container.container())
                .setAccount(container.account())
                .setRegion(region)
                .setRequesterPays(requesterPays)
                .setAliases(List.copyOf(aliases))
                .setLifecycleRules(rules.stream().map(this::rule).toList())
                .setUpdatedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .build();
        try (MopupClient client = new MopupClient(connection.client())) {
            ReferenceData.publish(client, record);
        }
        spec.commandLine().getOut().println(ReferenceData.published(record));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private LifecycleRule rule(final String text) {
        final String[] fields = text.split(":", RULE_FIELDS);
        try {
            return new LifecycleRule(
                    fields[0], true, fields.length == RULE_FIELDS ? fields[2] : "", Integer.parseInt(fields[1]));
        } catch (final NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new ParameterException(
                    spec.commandLine(), "Not a rule: '" + text + "'. Write ID:DAYS or ID:DAYS:PREFIX.", e);
        }
    }
}
