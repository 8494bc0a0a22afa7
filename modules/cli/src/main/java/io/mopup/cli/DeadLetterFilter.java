/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.admin.DeadLetter;
import io.mopup.contract.ReasonCode;
import java.util.List;
import picocli.CommandLine.Option;

/** Which dead letters are wanted: those that meet every condition that is given. */
final class DeadLetterFilter {
    @Option(
            names = "--reason",
            paramLabel = "CODE",
            description = "Only letters with this reason code, such as UNDECODABLE.")
    private ReasonCode reason;

    @Option(names = "--from-topic", paramLabel = "TOPIC", description = "Only letters that were read from this topic.")
    private String topic;

    @Option(
            names = "--id",
            paramLabel = "PARTITION:OFFSET",
            description = "Only the letter at this place of the dead letter topic. May be given more than once.")
    private List<String> ids = List.of();

    boolean accepts(final DeadLetter letter) {
        return (reason == null || letter.reason().equals(reason.name()))
                && (topic == null || letter.topic().filter(topic::equals).isPresent())
                && (ids.isEmpty() || ids.contains(letter.id()));
    }

    /** Whether everything is wanted. */
    boolean isEmpty() {
        return reason == null && topic == null && ids.isEmpty();
    }
}
