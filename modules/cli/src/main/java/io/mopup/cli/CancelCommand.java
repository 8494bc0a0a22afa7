/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.events.CancelAbort;
import io.mopup.events.UploadIdentity;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mopup cancel}: takes back an abort that is held for its undo window. */
@Command(name = "cancel", description = "Take back the abort of a policy or an operator while its undo window is open.")
final class CancelCommand extends UploadCommand {
    @Option(
            names = "--pin-for",
            paramLabel = "DURATION",
            description = "Keep policies away for so long, in ISO 8601. Default: what mopup.policy.cancel.pin.ms says.")
    private Duration pinFor;

    @Override
    SpecificRecord command(final UploadIdentity identity, final AnswerOptions from, final Instant now) {
        return new CancelAbort(
                from.commandId(), identity, from.requester(), pinFor == null ? null : now.plus(pinFor), now);
    }
}
