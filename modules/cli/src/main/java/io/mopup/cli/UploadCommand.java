/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.ClientConfig;
import io.mopup.events.UploadIdentity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all commands about one upload have in common: they publish one command and print its answer. */
abstract class UploadCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private UploadOptions upload;

    @Mixin
    private AnswerOptions answer;

    /** The command, to be published now. */
    abstract SpecificRecord command(UploadIdentity identity, AnswerOptions from, Instant now);

    @Override
    public final Integer call() {
        final ClientConfig config = connection.client();
        final UploadIdentity identity = upload.identity(spec.commandLine());
        final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return answer.send(
                config, command(identity, answer, now), spec.commandLine().getOut());
    }
}
