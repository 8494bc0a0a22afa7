/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.events.RetryReclaim;
import io.mopup.events.UploadIdentity;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;

/** {@code mopup retry}: goes on with what was parked or quarantined. */
@Command(
        name = "retry",
        description = "Go on with an upload that is parked or in quarantine, once what it waited for is mended.")
final class RetryCommand extends UploadCommand {
    @Override
    SpecificRecord command(final UploadIdentity identity, final AnswerOptions from, final Instant now) {
        return new RetryReclaim(from.commandId(), identity, from.requester(), now);
    }
}
