/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.MopupClient;
import io.mopup.events.AbortPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mopup policies put}. */
@Command(
        name = "put",
        description =
                "Add a policy, or replace the one of this name. Try it with --dry-run first: uploads that it would"
                        + " abort appear as WOULD_ABORT in 'mopup watch'.")
final class PoliciesPutCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Option(names = "--name", required = true, description = "Name of the policy.")
    private String name;

    @Option(
            names = "--idle",
            paramLabel = "DURATION",
            description = "Abort when no part was stored for so long, in ISO 8601: PT30M, P1D.")
    private Duration idle;

    @Option(names = "--age", paramLabel = "DURATION", description = "Abort so long after initiation.")
    private Duration age;

    @Option(names = "--dialect", description = "Only this API: ${COMPLETION-CANDIDATES}.")
    private SupportedDialect dialect;

    @Option(
            names = {"--container", "--bucket", "--vault"},
            paramLabel = "NAME",
            description = "Only in this bucket or vault.")
    private String container;

    @Option(names = "--owner", paramLabel = "DIGITS", description = "Only in containers of this account.")
    private String owner;

    @Option(names = "--prefix", defaultValue = "", description = "Only keys that begin with this.")
    private String prefix;

    @Option(names = "--initiator", paramLabel = "ARN", description = "Only uploads of this principal or account.")
    private String initiator;

    @Option(names = "--min-bytes", paramLabel = "N", description = "Only uploads with at least so many bytes.")
    private Long minBytes;

    @Option(names = "--max-bytes", paramLabel = "N", description = "Only uploads with at most so many bytes.")
    private Long maxBytes;

    @Option(names = "--dry-run", description = "Only publish what would be aborted.")
    private boolean dryRun;

    @Option(names = "--disabled", description = "Keep the policy, but do not apply it.")
    private boolean disabled;

    @Override
    public Integer call() {
        final AbortPolicy policy = AbortPolicy.newBuilder()
                .setName(name)
                .setEnabled(!disabled)
                .setDryRun(dryRun)
                .setDialect(dialect == null ? null : dialect.dialect())
                .setContainer(container)
                .setOwner(owner)
                .setPrefix(prefix)
                .setInitiator(initiator)
                .setMinBytes(minBytes)
                .setMaxBytes(maxBytes)
                .setIdleSeconds(idle == null ? null : idle.toSeconds())
                .setAgeSeconds(age == null ? null : age.toSeconds())
                .setUpdatedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .build();
        try (MopupClient client = new MopupClient(connection.client())) {
            ReferenceData.publish(client, policy);
        }
        spec.commandLine().getOut().println(ReferenceData.published(policy));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
