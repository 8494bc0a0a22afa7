/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.events.CommandResult;
import io.mopup.events.LifecycleType;
import io.mopup.events.Operation;
import io.mopup.events.UploadStatus;
import java.util.Map;
import java.util.stream.Stream;

/** I3: of Abort and Complete one wins, and whoever was answered was told so. */
final class OneWinner implements Judge.Invariant {
    private static final String NAME = "I3 one winner: ";
    private static final int HTTP_REDIRECTION = 300;
    private static final Map<Operation, UploadStatus> OUTCOMES = Map.of(
            Operation.ABORT_MULTIPART_UPLOAD, UploadStatus.ABORTED,
            Operation.COMPLETE_MULTIPART_UPLOAD, UploadStatus.COMPLETED);
    private static final Map<UploadStatus, LifecycleType> EVENTS = Map.of(
            UploadStatus.ABORTED, LifecycleType.ABORTED,
            UploadStatus.COMPLETED, LifecycleType.COMPLETED);

    @Override
    public Stream<String> violations(final Evidence evidence, final StoreFiles disk) {
        return evidence.histories().values().stream().flatMap(OneWinner::violations);
    }

    private static Stream<String> violations(final History upload) {
        return Stream.concat(
                upload.of(CommandResult.class).flatMap(result -> told(upload, result)),
                OUTCOMES.entrySet().stream()
                        .flatMap(outcome -> Stream.concat(
                                accepted(upload, outcome.getKey(), outcome.getValue()),
                                announced(upload, outcome.getValue()))));
    }

    /** An accepted command tells its own outcome, and no answer at all tells an end that is not the end. */
    private static Stream<String> told(final History upload, final CommandResult result) {
        final UploadStatus own = result.getHttpStatus() < HTTP_REDIRECTION ? OUTCOMES.get(result.getOperation()) : null;
        final boolean other = own != null && result.getStatus() != own;
        final boolean untrue = EVENTS.containsKey(result.getStatus()) && !upload.is(result.getStatus());
        return other || untrue
                ? Stream.of(NAME + upload.uploadId() + " is " + state(upload) + ", and " + result.getOperation()
                        + " was answered " + result.getHttpStatus() + " " + result.getStatus())
                : Stream.empty();
    }

    private static Stream<String> accepted(final History upload, final Operation operation, final UploadStatus status) {
        final boolean accepted = !upload.accepted(operation).isEmpty();
        return accepted == upload.is(status)
                ? Stream.empty()
                : Stream.of(NAME + upload.uploadId() + " is " + state(upload) + ", and " + operation
                        + (accepted ? " was" : " was never") + " accepted");
    }

    private static Stream<String> announced(final History upload, final UploadStatus status) {
        final int events = upload.lifecycle(EVENTS.get(status)).size();
        return events == (upload.is(status) ? 1 : 0)
                ? Stream.empty()
                : Stream.of(NAME + upload.uploadId() + " is " + state(upload) + ", and its lifecycle has " + events
                        + " " + status);
    }

    private static String state(final History upload) {
        return upload.snapshot()
                .map(snapshot -> snapshot.getStatus().toString())
                .orElse("unknown");
    }
}
