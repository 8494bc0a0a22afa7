/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.events.Receipt;
import io.mopup.events.UploadLifecycle;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.StringJoiner;

/** One lifecycle event as one line for people. */
final class LifecycleLine {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private LifecycleLine() {}

    static String of(final UploadLifecycle event) {
        return "%s  %-15s  %s  %s  %s/%s%s"
                .formatted(
                        TIME.format(event.getOccurredAt()),
                        event.getType(),
                        event.getIdentity().getUploadId(),
                        Uploads.target(event.getIdentity()),
                        event.getStatus(),
                        event.getReclaim(),
                        details(event));
    }

    static String receipt(final Receipt receipt) {
        return "%d parts and %,d bytes freed, %d late, %d rounds, seen %s at %s and %s"
                .formatted(
                        receipt.getPartsDeleted(),
                        receipt.getBytesReclaimed(),
                        receipt.getLateParts(),
                        receipt.getRounds(),
                        receipt.getBasis(),
                        TIME.format(receipt.getFirstLookAt()),
                        TIME.format(receipt.getSecondLookAt()));
    }

    private static String details(final UploadLifecycle event) {
        final StringJoiner details = new StringJoiner(", ", "  ", "").setEmptyValue("");
        add(details, "reason ", event.getReason());
        add(details, "rule ", event.getRuleId());
        add(details, "until ", event.getUntil());
        add(details, "part ", event.getPartNumber());
        add(details, "generation ", event.getGeneration());
        add(details, "round ", event.getRound());
        add(details, "saw ", event.getOutcome());
        add(details, "parts found ", event.getPartsFound());
        add(details, "parked: ", event.getParkReason());
        add(details, "receipt: ", event.getReceipt() == null ? null : receipt(event.getReceipt()));
        add(details, "", event.getMessage());
        return details.toString();
    }

    private static void add(final StringJoiner details, final String label, final Object value) {
        if (value != null) {
            details.add(label + value);
        }
    }
}
