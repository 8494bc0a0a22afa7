/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.MopupClient;
import io.mopup.contract.RecordKeys;
import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.Dialects;
import io.mopup.events.Container;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadSnapshot;
import io.mopup.events.UploadStatus;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mopup containers delete}. */
@Command(
        name = "delete",
        description = {
            "Say that a bucket or vault was deleted. Its open uploads are aborted by the system;",
            "a directory bucket with open uploads is refused, as its API does."
        })
final class ContainersDeleteCommand implements Callable<Integer> {
    private static final int LOWEST_ERROR = 400;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private ContainerOptions container;

    @Override
    public Integer call() {
        final PrintWriter out = spec.commandLine().getOut();
        try (MopupClient client = new MopupClient(connection.client())) {
            final Container registered = ReferenceData.latest(client, Container.class).stream()
                    .filter(known -> RecordKeys.of(known).equals(container.key()))
                    .findFirst()
                    .orElseThrow(() -> new CliException(container.key() + " is not registered."));
            final int open = openUploads(client);
            final Answer answer = Dialects.of(container.dialect())
                    .containerDeleted(
                            new UploadIdentity(
                                    container.dialect(), container.account(), container.container(), null, ""),
                            open > 0);
            out.println(answer.httpStatus() + (answer.errorCode() == null ? "" : " " + answer.errorCode()) + ", " + open
                    + " open uploads");
            out.flush();
            if (answer.httpStatus() >= LOWEST_ERROR) {
                return ExitCode.SOFTWARE;
            }
            final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            ReferenceData.publish(
                    client,
                    Container.newBuilder(registered)
                            .setDeletedAt(now)
                            .setUpdatedAt(now)
                            .build());
            return ExitCode.OK;
        }
    }

    private int openUploads(final MopupClient client) {
        final Set<String> open = new HashSet<>();
        client.snapshots((uploadId, snapshot) -> {
            if (snapshot.filter(this::isOpenHere).isPresent()) {
                open.add(uploadId);
            } else {
                open.remove(uploadId);
            }
        });
        return open.size();
    }

    private boolean isOpenHere(final UploadSnapshot snapshot) {
        final UploadIdentity identity = snapshot.getIdentity();
        return (snapshot.getStatus() == UploadStatus.IN_PROGRESS || snapshot.getStatus() == UploadStatus.COMPLETING)
                && RecordKeys.container(identity.getDialect(), identity.getAccount(), identity.getContainer())
                        .equals(container.key());
    }
}
