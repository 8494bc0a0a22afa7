/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.contract.RecordKeys;
import io.mopup.events.Container;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mopup containers list}. */
@Command(name = "list", description = "List the registered buckets and vaults.")
final class ContainersListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Override
    public Integer call() {
        ReferenceData.list(
                connection,
                Container.class,
                json,
                ContainersListCommand::text,
                spec.commandLine().getOut());
        return ExitCode.OK;
    }

    private static String text(final Container container) {
        final StringBuilder text = new StringBuilder(
                "%s  %s  owner %s".formatted(RecordKeys.of(container), container.getDialect(), container.getAccount()));
        if (container.getRequesterPays()) {
            text.append(", requester pays");
        }
        if (container.getDeletedAt() != null) {
            text.append(", deleted ").append(container.getDeletedAt());
        }
        container.getAliases().forEach(alias -> text.append("%n  alias %s".formatted(alias)));
        container
                .getLifecycleRules()
                .forEach(rule -> text.append("%n  rule %s: abort %d days after initiation, prefix '%s'%s"
                        .formatted(
                                rule.getId(),
                                rule.getDaysAfterInitiation(),
                                rule.getPrefix(),
                                rule.getEnabled() ? "" : ", disabled")));
        return text.toString();
    }
}
