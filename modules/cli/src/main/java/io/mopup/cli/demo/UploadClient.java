/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.demo;

import io.mopup.cli.demo.FrontEnd.Uploaded;
import io.mopup.client.MopupClient;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.CommandResult;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.CompletedPart;
import io.mopup.events.Dialect;
import io.mopup.events.Requester;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Carries out the plan of one upload after the other, as the client of an object store would. */
final class UploadClient {
    private final FrontEnd frontEnd;
    private final MopupClient client;
    private final MopupClient rival;
    private final CommandAudit commands;
    private final Executor connections;

    /**
     * A client.
     *
     * @param rival sends what is to race with what {@code client} sends
     * @param connections runs the parts whose connection stalls
     */
    UploadClient(
            final FrontEnd frontEnd,
            final MopupClient client,
            final MopupClient rival,
            final CommandAudit commands,
            final Executor connections) {
        this.frontEnd = frontEnd;
        this.client = client;
        this.rival = rival;
        this.commands = commands;
        this.connections = connections;
    }

    /** Runs one upload to the answer of its last command; returns what went wrong, if anything. */
    Optional<String> run(final PlannedUpload upload) {
        frontEnd.create(upload);
        return switch (upload.fate()) {
            case ABORT -> abortWhileUploading(upload);
            case COMPLETE -> {
                final List<Uploaded> parts = uploadAll(upload);
                yield refused(
                        upload,
                        "Complete",
                        client.send(complete(upload, parts), FrontEnd.PATIENCE).join());
            }
            case RACE -> race(upload, uploadAll(upload));
        };
    }

    /** The abort is published before one of the parts; the others, and the late ones, come all the same. */
    private Optional<String> abortWhileUploading(final PlannedUpload upload) {
        final CompletableFuture<Void> due = new CompletableFuture<>();
        final CompletableFuture<CommandResult> answer =
                due.thenCompose(nothing -> client.send(abort(upload), FrontEnd.PATIENCE));
        final List<CompletableFuture<Optional<Uploaded>>> parts = new ArrayList<>();
        for (int i = 0; i <= upload.parts().size(); i++) {
            if (i == upload.abortAt()) {
                due.complete(null);
            }
            if (i < upload.parts().size()) {
                parts.add(begin(upload, upload.parts().get(i), answer));
            }
        }
        parts.forEach(
                part -> part.join().ifPresent(uploaded -> uploaded.answer().join()));
        return refused(upload, "Abort", answer.join());
    }

    private CompletableFuture<Optional<Uploaded>> begin(
            final PlannedUpload upload, final PlannedPart part, final CompletableFuture<CommandResult> answer) {
        final byte[] bytes = PartContent.of(part);
        return part.late()
                ? CompletableFuture.supplyAsync(() -> upload(upload, part, new SlowTail(bytes, answer)), connections)
                : CompletableFuture.completedFuture(upload(upload, part, new ByteArrayInputStream(bytes)));
    }

    private List<Uploaded> uploadAll(final PlannedUpload upload) {
        final List<Uploaded> uploaded = upload.parts().stream()
                .map(part -> upload(upload, part, new ByteArrayInputStream(PartContent.of(part))))
                .flatMap(Optional::stream)
                .toList();
        // A client sends its Complete when it has the answer to every part.
        uploaded.forEach(part -> part.answer().join());
        return uploaded;
    }

    private Optional<Uploaded> upload(final PlannedUpload upload, final PlannedPart part, final InputStream bytes) {
        try {
            return frontEnd.upload(upload, part, bytes);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> race(final PlannedUpload upload, final List<Uploaded> parts) {
        final CompleteMultipartUpload complete = complete(upload, parts);
        final CompletableFuture<CommandResult> aborted = CompletableFuture.supplyAsync(
                        () -> rival.send(abort(upload), FrontEnd.PATIENCE), connections)
                .thenCompose(Function.identity());
        final CommandResult completed = client.send(complete, FrontEnd.PATIENCE).join();
        return isSuccess(completed) == isSuccess(aborted.join())
                ? Optional.of(
                        "Upload " + upload.uploadId() + " was raced, and Complete got " + completed.getHttpStatus()
                                + ", Abort " + aborted.join().getHttpStatus())
                : Optional.empty();
    }

    private AbortMultipartUpload abort(final PlannedUpload upload) {
        return AbortMultipartUpload.newBuilder()
                .setCommandId(commands.next())
                .setIdentity(upload.identity())
                .setRequester(Requester.newBuilder().build())
                .setReason(AbortReason.CLIENT)
                .setIssuedAt(FrontEnd.now())
                .build();
    }

    private CompleteMultipartUpload complete(final PlannedUpload upload, final List<Uploaded> uploaded) {
        final Map<PlannedPart, Uploaded> stored =
                uploaded.stream().collect(Collectors.toMap(Uploaded::part, Function.identity()));
        final boolean glacier = upload.identity().getDialect() == Dialect.GLACIER;
        return CompleteMultipartUpload.newBuilder()
                .setCommandId(commands.next())
                .setIdentity(upload.identity())
                .setRequester(Requester.newBuilder().build())
                .setParts(
                        glacier
                                ? null
                                : upload.object().stream()
                                        .map(part -> listed(stored.get(part)))
                                        .toList())
                .setArchiveSize(glacier ? PartContent.objectSize(upload) : null)
                .setTreeHash(PartContent.treeHash(upload))
                .setIssuedAt(FrontEnd.now())
                .build();
    }

    private static CompletedPart listed(final Uploaded part) {
        return new CompletedPart(part.part().partNumber(), part.stored().etag().orElse(null), null);
    }

    private static Optional<String> refused(
            final PlannedUpload upload, final String command, final CommandResult result) {
        return isSuccess(result)
                ? Optional.empty()
                : Optional.of(command + " of " + upload.uploadId() + " was answered " + result.getHttpStatus() + " "
                        + result.getErrorCode() + ": " + result.getMessage());
    }

    private static boolean isSuccess(final CommandResult result) {
        return result.getHttpStatus() / 100 == 2;
    }
}
