/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.events.PinUpload;
import io.mopup.events.UploadIdentity;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mopup pin}: a lease that keeps policies away from one upload. */
@Command(name = "pin", description = "Keep policies away from an upload for a time, or release it.")
final class PinCommand extends UploadCommand {
    @ArgGroup(multiplicity = "1")
    private Lease lease;

    @Option(names = "--note", paramLabel = "TEXT", description = "Who holds the pin and why, for people.")
    private String note;

    /** One of them. */
    static final class Lease {
        @Option(
                names = "--for",
                required = true,
                paramLabel = "DURATION",
                description = "How long from now, in ISO 8601: PT12H, P7D.")
        private Duration time;

        @Option(names = "--release", required = true, description = "Release the pin.")
        private boolean release;
    }

    @Override
    SpecificRecord command(final UploadIdentity identity, final AnswerOptions from, final Instant now) {
        return new PinUpload(
                from.commandId(), identity, from.requester(), lease.release ? null : now.plus(lease.time), note, now);
    }
}
